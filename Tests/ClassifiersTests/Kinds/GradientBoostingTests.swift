import Classifiers
import Glibc
import Plan
import Testing

@Suite struct GradientBoostingTests {
    /// Enough cells that threads share the features, and enough rows that they share blocks of those.
    @Test(arguments: [(7000, 20), (50_000, 3)])
    func theModelIsTheSameOnAnyNumberOfThreads(rows: Int, features: Int) async throws {
        let set = randomSet(seed: 8, rows: rows, features: features, values: 1 << 30, classes: 2)
        let few: [String: OptionValues.Value] = ["max_iter": .integer(2), "early_stopping": .boolean(false)]
        let alone = try await fit("gradient_boosting", set, few).probabilities(set.rows)
        #expect(Set(alone).count > 8)
        for threads in [0, 2, 3] {
            #expect(try await fit("gradient_boosting", set, few, threads: threads).probabilities(set.rows) == alone)
        }
    }

    /// By hand: with shares alike every slope is -1/2 or 1/2 and every curvature 1/4. The one split of two rows on each
    /// side has the steps -1/(1/2) and 1/(1/2), of which half is taken: the sums are -1 and 1.
    @Test func aRoundIsANewtonStep() async throws {
        let set = trainingSet([[1], [2], [3], [4]], [0, 0, 1, 1])
        let options: [String: OptionValues.Value] = [
            "max_iter": .integer(1), "min_samples_leaf": .integer(2), "learning_rate": .number(0.5),
        ]
        let model = try await fit("gradient_boosting", set, options)
        #expect(abs(model.probabilities([2.5])[1] - 0.268_941_421_369_995_1) < 1e-12)
        #expect(abs(model.probabilities([2.6])[1] - 0.731_058_578_630_004_9) < 1e-12)
    }

    /// By hand: a penalty of 1/2 makes the steps 1/(1/2 + 1/2), and half of them 1/2.
    @Test func squaresMayBePenalised() async throws {
        let set = trainingSet([[1], [2], [3], [4]], [0, 0, 1, 1])
        let options: [String: OptionValues.Value] = [
            "max_iter": .integer(1), "min_samples_leaf": .integer(2), "learning_rate": .number(0.5),
            "l2_regularization": .number(0.5),
        ]
        let model = try await fit("gradient_boosting", set, options)
        #expect(abs(model.probabilities([4])[1] - 0.622_459_331_201_854_6) < 1e-12)
    }

    @Test func tooFewRowsForASplitLeaveTheShares() async throws {
        let set = randomSet(seed: 3, rows: 39, features: 2, values: 100, classes: 3)
        let shares = try await fit("gradient_boosting", set).probabilities(set.rows)
        for label in 0..<3 {
            let share = Double(set.labels.count { $0 == label }) / 39
            for row in 0..<39 { #expect(abs(shares[row * 3 + label] - share) < 1e-12) }
        }
    }

    /// Two leaves can say only two things.
    @Test(arguments: [2, 3, 5])
    func leavesAreBounded(leaves: Int) async throws {
        let set = randomSet(seed: 5, rows: 200, features: 4, values: 1 << 20, classes: 2)
        let options: [String: OptionValues.Value] = [
            "max_iter": .integer(1), "min_samples_leaf": .integer(1), "max_leaf_nodes": .integer(leaves),
        ]
        let shares = try await fit("gradient_boosting", set, options).probabilities(set.rows)
        #expect(Set(stride(from: 0, to: 400, by: 2).map { shares[$0] }).count == leaves)
    }

    @Test(arguments: [1, 2, 3])
    func depthIsBounded(depth: Int) async throws {
        let set = randomSet(seed: 5, rows: 200, features: 4, values: 1 << 20, classes: 2)
        let options: [String: OptionValues.Value] = [
            "max_iter": .integer(1), "min_samples_leaf": .integer(1), "max_depth": .integer(depth),
        ]
        let shares = try await fit("gradient_boosting", set, options).probabilities(set.rows)
        #expect(Set(stride(from: 0, to: 400, by: 2).map { shares[$0] }).count <= 1 << depth)
    }

    /// Labels that say nothing of the features: without rows set aside every round learns them by heart, with them it ends.
    @Test func noiseStopsEarly() async throws {
        let set = randomSet(seed: 6, rows: 400, features: 5, values: 1 << 20, classes: 2)
        let asked = randomSet(seed: 7, rows: 400, features: 5, values: 1 << 20, classes: 2)
        let stopped = try await fit("gradient_boosting", set, ["early_stopping": .boolean(true)])
        let full = try await fit("gradient_boosting", set)
        #expect(loss(stopped, asked) < loss(full, asked) - 0.1)
        let patient: [String: OptionValues.Value] = [
            "early_stopping": .boolean(true), "n_iter_no_change": .integer(100),
        ]
        #expect(
            try await fit("gradient_boosting", set, patient).probabilities(set.rows) != stopped.probabilities(set.rows)
        )
    }

    @Test func classesWithoutRowsHaveNoProbability() async throws {
        let set = randomSet(seed: 8, rows: 90, features: 4, values: 9, classes: 3)
        let spread = TrainingSet(rows: set.rows, labels: set.labels.map { $0 * 2 + 1 }, classCount: 7)
        let three = try await fit("gradient_boosting", set).probabilities(set.rows)
        let seven = try await fit("gradient_boosting", spread).probabilities(set.rows)
        for row in set.labels.indices {
            let expected = [0, three[row * 3], 0, three[row * 3 + 1], 0, three[row * 3 + 2], 0]
            #expect(Array(seven[row * 7..<row * 7 + 7]) == expected)
        }
    }

    /// Rows left of a batch's lanes and blocks, and a batch that starts in the middle, get the same answers as alone.
    @Test(arguments: [0..<1, 3..<10, 60..<70, 0..<150, 7..<7])
    func batchesAgreeWithSingleRows(range: Range<Int>) async throws {
        let set = try TestData.csv("iris")
        let model = try await fit("gradient_boosting", set, ["max_iter": .integer(5)])
        var batch = [Double](repeating: .nan, count: range.count * 3 + 1)
        model.predictProbabilities(set.rows, range, into: &batch)
        #expect(Array(batch.dropLast()) == range.flatMap { model.probabilities(Array(set.row($0))) })
        #expect(batch[range.count * 3].isNaN)
    }

    /// Bins whose thresholds the data leave no room for: neighbouring numbers, and the largest there are.
    @Test(arguments: [(1, 1.0.nextUp), (-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude), (1e308, 1.5e308)])
    func thresholdsSeparateAnyTwoNumbers(low: Double, high: Double) async throws {
        let set = trainingSet([[low], [low], [high], [high]], [0, 0, 1, 1])
        let model = try await fit("gradient_boosting", set, ["min_samples_leaf": .integer(1)])
        #expect(model.classes(set.rows) == set.labels)
    }
}

/// The mean logarithmic loss over rows whose classes are known.
private func loss(_ model: any Classifier, _ set: TrainingSet) -> Double {
    let shares = model.probabilities(set.rows)
    return set.labels.indices.reduce(0.0) { sum, row in
        sum - log(shares[row * set.classCount + Int(set.labels[row])])
    } / Double(set.labels.count)
}

import Classifiers
import Plan
import Testing

@Suite struct LogisticRegressionTests {
    private let tight: [String: OptionValues.Value] = ["tol": .number(1e-10), "max_iter": .integer(1000)]

    /// At the least loss the slope by a class's constant, which nothing penalises, is zero: over the training rows the mean
    /// probability of a class is its share.
    @Test(arguments: ["iris", "breast-cancer"])
    func meansAreShares(data: String) async throws {
        let set = try TestData.csv(data)
        let answers = try await fit("logistic_regression", set, tight).probabilities(set.rows)
        for label in 0..<set.classCount {
            let mean = stride(from: label, to: answers.count, by: set.classCount).reduce(0) { $0 + answers[$1] }
            #expect(abs(mean - Double(set.labels.count { $0 == label })) < 1e-6 * Double(set.labels.count))
        }
    }

    /// Moving and stretching a feature changes how strongly it is penalised, and without a penalty worth the name nothing.
    @Test func unitsDoNotMatterWithoutPenalty() async throws {
        let set = randomSet(seed: 7, rows: 300, features: 3, values: 40, classes: 3)
        let moved = TrainingSet(
            rows: FeatureRows(
                values: set.rows.values.enumerated().map { $1 * [1, 1000, 0.001][$0 % 3] + [0, -5000, 77][$0 % 3] },
                featureCount: 3
            ),
            labels: set.labels,
            classCount: 3
        )
        let options = tight.merging(["C": .number(1e12)]) { $1 }
        let here = try await fit("logistic_regression", set, options).probabilities(set.rows)
        let there = try await fit("logistic_regression", moved, options).probabilities(moved.rows)
        for (one, other) in zip(here, there) { #expect(abs(one - other) < 1e-7) }
    }

    /// The more a factor costs, the nearer all answers are to the classes' shares.
    @Test func strengthDrawsTowardsTheShares() async throws {
        let set = try TestData.csv("iris")
        let options = tight.merging(["C": .number(1e-9)]) { $1 }
        for share in try await fit("logistic_regression", set, options).probabilities(set.rows) {
            #expect(abs(share - 1.0 / 3) < 1e-5)
        }
    }

    /// Classes without rows change nothing for the others.
    @Test func classesWithoutRowsHaveNoProbability() async throws {
        let set = randomSet(seed: 8, rows: 90, features: 4, values: 9, classes: 2)
        let spread = TrainingSet(rows: set.rows, labels: set.labels.map { $0 * 2 + 1 }, classCount: 5)
        let two = try await fit("logistic_regression", set).probabilities(set.rows)
        let five = try await fit("logistic_regression", spread).probabilities(set.rows)
        for row in set.labels.indices {
            #expect(Array(five[row * 5..<row * 5 + 5]) == [0, two[row * 2], 0, two[row * 2 + 1], 0])
        }
    }

    @Test func constantFeaturesAreHarmless() async throws {
        let set = trainingSet([[5, 1], [5, 2], [5, 3], [5, 4]], [0, 0, 1, 1])
        let without = trainingSet([[1], [2], [3], [4]], [0, 0, 1, 1])
        let one = try await fit("logistic_regression", set, tight).probabilities([5, 2.2])
        let other = try await fit("logistic_regression", without, tight).probabilities([2.2])
        #expect(abs(one[0] - other[0]) < 1e-9)
    }

    /// One step is no more than a beginning, and the classes are told apart already.
    @Test func stepsAreBounded() async throws {
        let set = try TestData.csv("breast-cancer")
        let first = try await fit("logistic_regression", set, ["max_iter": .integer(1)])
        let full = try await fit("logistic_regression", set)
        #expect(first.probabilities(set.rows) != full.probabilities(set.rows))
        #expect(zip(full.classes(set.rows), set.labels).count { $0 == $1 } > 535)
    }

    @Test(arguments: [1e308, -1e308])
    func rowsFarAwayGetShares(value: Double) async throws {
        let set = try TestData.csv("iris")
        let model = try await fit("logistic_regression", set)
        #expect(abs(model.probabilities([value, value, -value, value]).reduce(0, +) - 1) < 1e-12)
    }
}

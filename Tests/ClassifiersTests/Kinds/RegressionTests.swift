import Classifiers
import Glibc
import JSON
import Plan
import Statistics
import Testing

@Suite struct RegressionTests {
    private static let kinds = ModelRegistry.descriptors.filter(\.predictsNumbers).map(\.name)
    private static let forests = ["random_forest_regressor", "extra_trees_regressor"]

    /// A hundred rows with many ties, whose numbers are not whole.
    private func randomNumbers(seed: UInt64, rows: Int = 100, features: Int = 4) -> TrainingSet {
        var random = SplitMix64(seed: seed)
        let cells = (0..<rows * features).map { _ in Double(random.next(below: 20)) / 4 }
        let numbers = (0..<rows).map { cells[$0 * features] * cells[$0 * features + 1] + random.nextUnit() }
        return TrainingSet(rows: FeatureRows(values: cells, featureCount: features), numbers: numbers)
    }

    /// A split by hand: of the numbers 1, 2, 9, 10 at 0, 1, 2, 4 the squared error is least where two are on either side.
    @Test func aTreeSplitsWhereTheSquaredErrorIsLeast() async throws {
        let rows = FeatureRows(values: [0, 1, 2, 4], featureCount: 1)
        let set = TrainingSet(rows: rows, numbers: [1, 2, 9, 10])
        let stump = try await fit("decision_tree_regressor", set, ["max_depth": .integer(1)])
        let asked = FeatureRows(values: [-5, 1.5, 1.501, 100], featureCount: 1)
        #expect(stump.numbers(of: asked) == [1.5, 1.5, 9.5, 9.5])
        let whole = try await fit("decision_tree_regressor", set)
        #expect(whole.numbers(of: rows) == [1, 2, 9, 10])
    }

    @Test(arguments: forests)
    func theNumberOfThreadsDoesNotMatter(kind: String) async throws {
        let set = randomNumbers(seed: 1)
        let few: [String: OptionValues.Value] = ["n_estimators": .integer(20), "min_samples_leaf": .integer(4)]
        let alone = try await fit(kind, set, few, threads: 1).numbers(of: set.rows)
        #expect(try await fit(kind, set, few, threads: 3).numbers(of: set.rows) == alone)
        let other = try await fit(kind, set, few.merging(["seed": .integer(1)]) { $1 })
        #expect(other.numbers(of: set.rows) != alone)
    }

    /// Where the rows of a node are put in order by counting, by buckets or by comparing, the splits are the same: a column of few
    /// values beside one of many that are in the same order.
    @Test(arguments: [8, 40, 400])
    func theOrderIsFoundInSeveralWays(rows: Int) async throws {
        var random = SplitMix64(seed: 9)
        let numbers = (0..<rows).map { _ in random.nextUnit() }
        let coarse = (0..<rows).map { Double($0 * 7 % rows) }
        // As many values again that no row of the first part has, so that there are more of them than rows of a node.
        let set = TrainingSet(rows: FeatureRows(values: coarse, featureCount: 1), numbers: numbers)
        let tree = try await fit("decision_tree_regressor", set, ["min_samples_leaf": .integer(2)])
        let answers = tree.numbers(of: set.rows)
        // Every leaf says the mean of its rows: the numbers and the answers have the same sum.
        #expect(abs(answers.reduce(0, +) - numbers.reduce(0, +)) < 1e-9)
        #expect(Set(answers).count > rows / 5)
    }

    @Test(arguments: kinds)
    func weightsCountAsRepeatedRows(kind: String) async throws {
        let set = randomNumbers(seed: 3, rows: 60)
        let numbers = try #require(set.numbers)
        let weights = (0..<60).map { Double(1 + $0 % 3) }
        let weighted = TrainingSet(rows: set.rows, numbers: numbers, weights: weights)
        let repeated = set.selecting((0..<60).flatMap { [Int](repeating: $0, count: 1 + $0 % 3) })
        guard kind == "decision_tree_regressor" else {
            // Rows are drawn, or counted, one by one: what weighs more is nearer, and that is all.
            let large: [String: OptionValues.Value] = ["min_samples_leaf": .integer(6)]
            let plain = try await fit(kind, set, large).numbers(of: set.rows)
            #expect(try await fit(kind, weighted, large).numbers(of: set.rows) != plain)
            return
        }
        let one = try await fit(kind, weighted, ["max_depth": .integer(3)]).numbers(of: set.rows)
        let other = try await fit(kind, repeated, ["max_depth": .integer(3)]).numbers(of: set.rows)
        for (one, other) in zip(one, other) { #expect(abs(one - other) < 1e-9) }
    }

    @Test(arguments: kinds)
    func aModelIsKeptInAFile(kind: String) async throws {
        let set = randomNumbers(seed: 4)
        let options: [String: OptionValues.Value] =
            kind == "gradient_boosting_regressor" ? ["loss": .text("poisson"), "min_samples_leaf": .integer(5)] : [:]
        let model = try await fit(kind, set, options)
        let header = ModelHeader(
            kind: kind,
            options: .object([:]),
            features: ["a", "b", "c", "d"],
            label: "number",
            classes: [],
            rowCount: 100,
            dataDigest: "",
            recipeDigest: "",
            programDigest: nil,
            producer: "test"
        )
        let read = try ModelFile(bytes: try #require(ModelFile(header, model)).bytes)
        #expect(read.header.predictsNumbers)
        #expect(read.classifier.numbers(of: set.rows) == model.numbers(of: set.rows))
    }

    /// What a model says on average, and what the features add, are together what it says.
    @Test(arguments: kinds, ["squared_error", "poisson"])
    func contributionsAddUp(kind: String, loss: String) async throws {
        let set = randomNumbers(seed: 5)
        let isBoosted = kind == "gradient_boosting_regressor"
        guard isBoosted || loss == "squared_error" else { return }
        let model = try await fit(kind, set, isBoosted ? ["loss": .text(loss)] : ["max_depth": .integer(5)])
        let explainer = try TreeExplainer(model)
        #expect(explainer.scale == (loss == "poisson" ? .logarithm : .number))
        let answers = model.numbers(of: set.rows)
        for row in [0, 17, 99] {
            let sum = explainer.contributions(set.rows, row: row).reduce(explainer.base[0], +)
            let answer = loss == "poisson" ? log(answers[row]) : answers[row]
            #expect(abs(sum - answer) < 1e-9)
        }
    }

    @Test func theMatteringFeatureIsFound() async throws {
        let set = randomNumbers(seed: 6, rows: 300)
        let model = try await fit("random_forest_regressor", set)
        let numbers = try #require(set.numbers)
        let importance = PermutationImportance(of: model, set.rows, numbers: numbers, deals: 3, seed: 1)
        #expect(importance.score > 0.9)
        #expect(importance.features[0].mean > 10 * importance.features[2].mean)
        #expect(importance.features[1].mean > 10 * importance.features[3].mean)
    }

    @Test(arguments: ModelRegistry.descriptors)
    func theLabelMustFit(descriptor: ModelDescriptor) async throws {
        let numbers = TrainingSet(rows: FeatureRows(values: [1, 2], featureCount: 1), numbers: [1, 2])
        let classes = trainingSet([[1], [2]], [0, 1])
        if descriptor.predictsNumbers {
            await #expect(throws: TrainingError.needsNumbers) { try await fit(descriptor.name, classes) }
            _ = try await fit(descriptor.name, numbers)
        } else {
            await #expect(throws: TrainingError.needsClasses) { try await fit(descriptor.name, numbers) }
        }
    }

    @Test(arguments: [[-1.0, 2], [0, 0]])
    func poissonNeedsCounts(numbers: [Double]) async throws {
        let set = TrainingSet(rows: FeatureRows(values: [1, 2], featureCount: 1), numbers: numbers)
        await #expect(
            throws: TrainingError.unusableOption(
                "loss",
                reason: "`poisson` needs numbers from 0 on that are not all 0"
            )
        ) {
            try await fit("gradient_boosting_regressor", set, ["loss": .text("poisson")])
        }
    }
}

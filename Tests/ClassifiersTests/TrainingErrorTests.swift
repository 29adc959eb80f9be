import Classifiers
import Plan
import Testing

@Suite struct TrainingErrorTests {
    private let set = trainingSet([[1, 2], [3, 4], [5, 6]], [0, 1, 0])

    @Test(arguments: ModelRegistry.descriptors.filter { !$0.predictsNumbers }.map(\.name))
    func setsWithNothingToLearnAreRefused(kind: String) async throws {
        await #expect(throws: TrainingError.noRows) { try await fit(kind, trainingSet([], [], classCount: 2)) }
        await #expect(throws: TrainingError.oneClass) {
            try await fit(kind, trainingSet([[1], [2]], [1, 1], classCount: 2))
        }
    }

    @Test func moreNeighborsThanThereAreCannotVote() async throws {
        await #expect(
            throws: TrainingError.unusableOption("n_neighbors", reason: "it is 4, and there are 3 rows")
        ) {
            try await fit("k_nearest_neighbors", set, ["n_neighbors": .integer(4)])
        }
        _ = try await fit("k_nearest_neighbors", set, ["n_neighbors": .integer(3)])
    }

    @Test(arguments: ["decision_tree", "random_forest", "extra_trees"])
    func moreFeaturesThanThereAreCannotBeDrawn(kind: String) async throws {
        await #expect(
            throws: TrainingError.unusableOption("max_features", reason: "it is 3, and the data have 2 features")
        ) {
            try await fit(kind, set, ["max_features": .integer(3)])
        }
        _ = try await fit(kind, set, ["max_features": .integer(2)])
    }

    @Test(arguments: [
        ("max_depth", OptionValues.Value.integer(0), "it is 0 and must be at least 1"),
        ("max_depth", .text("deep"), "it must be a whole number"),
        ("min_samples_split", .integer(1), "it is 1 and must be at least 2"),
        ("min_samples_leaf", .number(0.5), "it must be a whole number"),
        ("max_features", .text("some"), "it must be `all`, `sqrt`, `log2` or a whole number from 1"),
        ("max_features", .integer(0), "it must be `all`, `sqrt`, `log2` or a whole number from 1"),
        ("seed", .integer(-1), "it is -1 and must be from 0 to 4294967295"),
        ("n_estimators", .integer(0), "it is 0 and must be from 1 to 100000"),
        ("class_weight", .text("none"), "it must be `balanced`"),
        ("bootstrap", .integer(1), "it must be `true` or `false`"),
    ])
    func optionsOutOfTheirShapeAreRefused(key: String, value: OptionValues.Value, reason: String) async throws {
        await #expect(throws: TrainingError.unusableOption(key, reason: reason)) {
            try await fit("random_forest", set, [key: value])
        }
    }

    @Test(arguments: [
        ("early_stopping", OptionValues.Value.integer(1), "it must be `auto`, `true` or `false`"),
        ("early_stopping", .text("never"), "it must be `auto`, `true` or `false`"),
        ("max_bins", .integer(256), "it is 256 and must be from 2 to 255"),
        ("validation_fraction", .integer(1), "it is 1.0 and must be more than 0 and at most 0.9"),
    ])
    func boostingRefusesWhatItCannotDo(key: String, value: OptionValues.Value, reason: String) async throws {
        await #expect(throws: TrainingError.unusableOption(key, reason: reason)) {
            try await fit("gradient_boosting", set, [key: value])
        }
    }

    @Test(arguments: [
        ("C", OptionValues.Value.integer(0), "it is 0.0 and must be more than 0"),
        ("C", .text("weak"), "it must be a number"),
        ("tol", .number(-0.5), "it is -0.5 and must be at least 0"),
        ("max_iter", .integer(0), "it is 0 and must be from 1 to 1000000"),
    ])
    func numbersOutOfTheirRangeAreRefused(key: String, value: OptionValues.Value, reason: String) async throws {
        await #expect(throws: TrainingError.unusableOption(key, reason: reason)) {
            try await fit("logistic_regression", set, [key: value])
        }
    }
}

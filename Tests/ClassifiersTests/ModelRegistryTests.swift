import Classifiers
import Plan
import Testing

@Suite struct ModelRegistryTests {
    @Test func kindsAreFoundByTheirOwnName() throws {
        #expect(
            ModelRegistry.descriptors.map(\.name) == [
                "decision_tree", "random_forest", "extra_trees", "gradient_boosting", "logistic_regression",
                "gaussian_naive_bayes", "k_nearest_neighbors", "majority_class", "decision_tree_regressor",
                "random_forest_regressor", "extra_trees_regressor", "gradient_boosting_regressor",
            ]
        )
        for descriptor in ModelRegistry.descriptors {
            #expect(try #require(ModelRegistry.kind(named: descriptor.name)).descriptor == descriptor)
        }
        #expect(ModelRegistry.kind(named: "oracle") == nil)
    }

    /// scikit-learn 1.9's defaults, but for the seed, which it leaves to chance.
    @Test(arguments: [
        (
            "decision_tree",
            [
                "max_depth": nil, "min_samples_split": "2", "min_samples_leaf": "1", "max_features": "all",
                "class_weight": nil, "seed": "0",
            ]
        ),
        (
            "random_forest",
            [
                "n_estimators": "100", "max_depth": nil, "min_samples_split": "2", "min_samples_leaf": "1",
                "max_features": "sqrt", "class_weight": nil, "seed": "0", "bootstrap": "true",
            ]
        ),
        (
            "extra_trees",
            [
                "n_estimators": "100", "max_depth": nil, "min_samples_split": "2", "min_samples_leaf": "1",
                "max_features": "sqrt", "class_weight": nil, "seed": "0", "bootstrap": "false",
            ]
        ),
        (
            "gradient_boosting",
            [
                "learning_rate": "0.1", "max_iter": "100", "max_leaf_nodes": "31", "max_depth": nil,
                "min_samples_leaf": "20", "l2_regularization": "0", "max_bins": "255", "class_weight": nil,
                "early_stopping": "auto",
                "validation_fraction": "0.1", "n_iter_no_change": "10", "tol": "0.0000001", "seed": "0",
            ]
        ),
        ("logistic_regression", ["C": "1", "class_weight": nil, "max_iter": "100", "tol": "0.0001"]),
        ("gaussian_naive_bayes", ["var_smoothing": "0.000000001"]),
        ("k_nearest_neighbors", ["n_neighbors": "5", "weights": "uniform"]),
        ("majority_class", [:]),
        (
            "decision_tree_regressor",
            [
                "max_depth": nil, "min_samples_split": "2", "min_samples_leaf": "1", "max_features": "all", "seed": "0",
            ]
        ),
        (
            "random_forest_regressor",
            [
                "n_estimators": "100", "max_depth": nil, "min_samples_split": "2", "min_samples_leaf": "1",
                "max_features": "all", "seed": "0", "bootstrap": "true",
            ]
        ),
        (
            "extra_trees_regressor",
            [
                "n_estimators": "100", "max_depth": nil, "min_samples_split": "2", "min_samples_leaf": "1",
                "max_features": "all", "seed": "0", "bootstrap": "false",
            ]
        ),
        (
            "gradient_boosting_regressor",
            [
                "learning_rate": "0.1", "max_iter": "100", "max_leaf_nodes": "31", "max_depth": nil,
                "min_samples_leaf": "20", "l2_regularization": "0", "max_bins": "255", "loss": "squared_error",
                "early_stopping": "auto",
                "validation_fraction": "0.1", "n_iter_no_change": "10", "tol": "0.0000001", "seed": "0",
            ]
        ),
    ])
    func defaultsAreThoseOfScikitLearn(kind: String, defaults: [String: String?]) throws {
        let options = try #require(ModelRegistry.kind(named: kind)).descriptor.options
        // What is done to rows beforehand is no part of a model there.
        let own = options.filter { !["impute", "standardise"].contains($0.key) }
        #expect(Dictionary(uniqueKeysWithValues: own.map { ($0.key, $0.defaultText) }) == defaults)
        #expect(options.allSatisfy { !$0.isRequired })
    }

    /// Writing a default out changes nothing.
    @Test(arguments: ModelRegistry.descriptors)
    func theDescribedDefaultsAreTheOnesUsed(descriptor: ModelDescriptor) async throws {
        let (kind, fields) = (descriptor.name, descriptor.options)
        let classes = randomSet(seed: 2, rows: 120, features: 9, values: 12, classes: 3)
        let set =
            descriptor.predictsNumbers
            ? TrainingSet(rows: classes.rows, numbers: classes.labels.map { Double($0) }) : classes
        var stated: [String: OptionValues.Value] = [:]
        for field in fields {
            guard let text = field.defaultText else { continue }
            stated[field.key] =
                Int(text).map { .integer($0) } ?? Double(text).map { .number($0) } ?? Bool(text).map { .boolean($0) }
                ?? .text(text)
        }
        let silent = try await fit(kind, set).probabilities(set.rows)
        #expect(try await fit(kind, set, stated).probabilities(set.rows) == silent)
    }
}

import Classifiers
import Plan
import Testing

/// The oracle is scikit-learn, by way of the fixtures that `capture-probabilities.py` makes.
@Suite struct PeerProbabilityTests {
    @Test(arguments: ["iris", "breast-cancer", "digits"])
    func gaussianNaiveBayes(data: String) async throws {
        try await compare("gaussian-naive-bayes", data, "gaussian_naive_bayes")
    }

    @Test(arguments: ["iris", "breast-cancer"])
    func logisticRegression(data: String) async throws {
        let options: [String: OptionValues.Value] = ["tol": .number(1e-9)]
        try await compare("logistic-regression", data, "logistic_regression", options)
    }

    @Test(arguments: ["iris", "digits"])
    func logisticRegressionUnderAStrongPenalty(data: String) async throws {
        let options: [String: OptionValues.Value] = ["C": .number(0.001), "tol": .number(1e-9)]
        try await compare("logistic-regression-C", data, "logistic_regression", options)
    }

    @Test(arguments: ["iris", "breast-cancer", "digits"])
    func nearestNeighbors(data: String) async throws {
        try await compare("k-nearest-neighbors", data, "k_nearest_neighbors")
    }

    @Test(arguments: ["iris", "breast-cancer", "digits"])
    func nearestNeighborsByDistance(data: String) async throws {
        let options: [String: OptionValues.Value] = ["n_neighbors": .integer(8), "weights": .text("distance")]
        try await compare("k-nearest-neighbors-distance", data, "k_nearest_neighbors", options)
    }

    @Test(arguments: ["iris", "breast-cancer"])
    func gradientBoosting(data: String) async throws {
        try await compare("gradient-boosting", data, "gradient_boosting", ["max_iter": .integer(30)])
    }

    @Test(arguments: ["iris", "breast-cancer", "digits"])
    func gradientBoostingWithOptions(data: String) async throws {
        let options: [String: OptionValues.Value] = [
            "learning_rate": .number(0.3), "max_iter": .integer(5), "max_leaf_nodes": .integer(12),
            "max_depth": .integer(4), "min_samples_leaf": .integer(7), "l2_regularization": .number(1.5),
            "max_bins": .integer(10),
        ]
        try await compare("gradient-boosting-options", data, "gradient_boosting", options)
    }

    @Test(
        arguments: [
            ("logistic-regression-balanced", "breast-cancer", "logistic_regression", ["tol": .number(1e-9)]),
            ("gradient-boosting-balanced", "digits", "gradient_boosting", ["max_iter": .integer(3)]),
            ("decision-tree-balanced", "breast-cancer", "decision_tree", ["max_depth": .integer(2)]),
        ] as [(String, String, String, [String: OptionValues.Value])]
    )
    func balancedClasses(
        fixture: String,
        data: String,
        kind: String,
        options: [String: OptionValues.Value]
    ) async throws {
        try await compare(fixture, data, kind, options.merging(["class_weight": .text("balanced")]) { $1 })
    }

    @Test(
        arguments: [
            ("decision-tree", "breast-cancer", "decision_tree", ["max_depth": .integer(2)]),
            ("gaussian-naive-bayes", "iris", "gaussian_naive_bayes", [:]),
            ("gaussian-naive-bayes", "breast-cancer", "gaussian_naive_bayes", [:]),
            ("logistic-regression", "iris", "logistic_regression", ["tol": .number(1e-9)]),
            ("logistic-regression", "breast-cancer", "logistic_regression", ["tol": .number(1e-9)]),
            ("gradient-boosting", "digits", "gradient_boosting", ["max_iter": .integer(3)]),
        ] as [(String, String, String, [String: OptionValues.Value])]
    )
    func weightedRows(
        fixture: String,
        data: String,
        kind: String,
        options: [String: OptionValues.Value]
    ) async throws {
        try await compare("\(fixture)-weighted", data, kind, options, weight: { 0.5 + Double($0 % 4) })
    }

    /// Trains on the rows that the script trains on and asks about those that it asks about.
    private func compare(
        _ fixture: String,
        _ data: String,
        _ kind: String,
        _ options: [String: OptionValues.Value] = [:],
        weight: ((Int) -> Double)? = nil
    ) async throws {
        let set = try TestData.csv(data)
        let trained = set.labels.indices.filter { $0 % 5 != 0 }
        let asked = set.labels.indices.filter { $0 % (data == "digits" ? 20 : 5) == 0 }
        let expected = try TestData.fixture("\(fixture)-\(data).txt")
            .filter { !$0.hasPrefix("#") }
            .flatMap { $0.split(separator: " ").compactMap { Double($0) } }
        let known = set.reordered(trained).weighted(weight.map { trained.map($0) })
        let model = try await fit(kind, known, options)
        let answers = model.probabilities(set.reordered(asked).rows)
        try #require(answers.count == expected.count)
        let differences = zip(answers, expected).map { abs($0 - $1) }
        #expect(try #require(differences.max()) < 1e-6)
    }
}

import Classifiers
import Plan
import Testing

/// What rows count: the peer's answers are among those of `PeerProbabilityTests`.
@Suite struct WeightedRowsTests {
    private static let kinds = [
        "decision_tree", "logistic_regression", "gaussian_naive_bayes", "majority_class",
    ]

    /// A row that counts three times is as good as three rows, where nothing is drawn.
    @Test(arguments: kinds)
    func aWeightIsARepeat(kind: String) async throws {
        let set = randomSet(seed: 9, rows: 60, features: 3, values: 15, classes: 3)
        let counts = (0..<60).map { 1 + $0 % 3 }
        let options: [String: OptionValues.Value] = kind == "logistic_regression" ? ["tol": .number(1e-10)] : [:]
        let repeated = set.reordered((0..<60).flatMap { [Int](repeating: $0, count: counts[$0]) })
        let weighted = try await fit(kind, set.weighted(counts.map { Double($0) }), options)
        let model = try await fit(kind, repeated, options)
        let pairs = zip(weighted.probabilities(set.rows), model.probabilities(set.rows))
        // The share of the largest variance that naive Bayes adds is that of the rows as they are.
        #expect(pairs.allSatisfy { abs($0 - $1) < 1e-7 })
    }

    /// Weights that are all alike change nothing, whatever their size; of a forest not the trees either.
    @Test(arguments: ["decision_tree", "random_forest", "extra_trees", "gaussian_naive_bayes", "majority_class"])
    func alikeIsAlike(kind: String) async throws {
        let set = randomSet(seed: 4, rows: 80, features: 4, values: 30, classes: 3)
        let options: [String: OptionValues.Value] =
            kind == "random_forest" || kind == "extra_trees" ? ["n_estimators": .integer(5)] : [:]
        let plain = try await fit(kind, set, options).probabilities(set.rows)
        for weight in [1, 0.25, 4] {
            let weighted = try await fit(kind, set.weighted([Double](repeating: weight, count: 80)), options)
            #expect(zip(weighted.probabilities(set.rows), plain).allSatisfy { abs($0 - $1) < 1e-12 })
        }
    }

    /// The heavier class has the more probability where rows of both are alike.
    @Test(arguments: ["decision_tree", "random_forest", "extra_trees", "gradient_boosting", "logistic_regression"])
    func weightMovesAnswers(kind: String) async throws {
        let set = trainingSet((0..<60).map { [Double($0 / 2)] }, (0..<60).map { Int32($0 % 2) })
        let heavy = set.weighted((0..<60).map { $0 % 2 == 0 ? 9 : 1 })
        let model = try await fit(kind, heavy, kind == "random_forest" ? ["n_estimators": .integer(30)] : [:])
        let answers = model.probabilities(set.rows)
        let mean = (0..<60).reduce(0.0) { $0 + answers[$1 * 2] } / 60
        #expect(mean > 0.6 && mean < 0.97)
    }

    @Test func neighborsCountAlike() async throws {
        let set = randomSet(seed: 4, rows: 20, features: 2, values: 30, classes: 2)
        await #expect(throws: TrainingError.weightedRows) {
            try await fit("k_nearest_neighbors", set.weighted([Double](repeating: 1, count: 20)))
        }
    }
}

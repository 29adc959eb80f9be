import Classifiers
import Plan
import Statistics
import Testing

/// The oracle is scikit-learn, by way of the fixtures that `capture-numbers.py` makes.
@Suite struct PeerNumberTests {
    @Test(
        arguments: [
            ("decision-tree-regressor", "decision_tree_regressor", ["max_depth": .integer(3)]),
            (
                "decision-tree-regressor-options", "decision_tree_regressor",
                ["min_samples_leaf": .integer(15), "min_samples_split": .integer(52)]
            ),
            ("gradient-boosting-regressor", "gradient_boosting_regressor", ["max_iter": .integer(30)]),
            (
                "gradient-boosting-regressor-options", "gradient_boosting_regressor",
                [
                    "learning_rate": .number(0.3), "max_iter": .integer(5), "max_leaf_nodes": .integer(12),
                    "max_depth": .integer(4), "min_samples_leaf": .integer(7), "l2_regularization": .number(1.5),
                    "max_bins": .integer(10),
                ]
            ),
            (
                "gradient-boosting-regressor-poisson", "gradient_boosting_regressor",
                ["max_iter": .integer(30), "loss": .text("poisson")]
            ),
        ] as [(String, String, [String: OptionValues.Value])]
    )
    func predictions(fixture: String, kind: String, options: [String: OptionValues.Value]) async throws {
        try await compare(fixture, kind, options)
    }

    @Test func weightedRows() async throws {
        try await compare("decision-tree-regressor-weighted", "decision_tree_regressor", ["max_depth": .integer(4)]) {
            0.5 + Double($0 % 4)
        }
    }

    /// Five seeds have a mean that lies within five of its standard errors, and a hundredth for what differs but chance.
    @Test(arguments: ["random-forest-regressor", "extra-trees-regressor"])
    func forestsDoAsWell(fixture: String) async throws {
        let expected = try Self.fixture(fixture)
        let (known, asked) = try Self.sets()
        let truth = try #require(asked.numbers)
        let kind = fixture.split(separator: "-").joined(separator: "_")
        var score = 0.0
        for seed in 0..<5 {
            let model = try await fit(kind, known, ["seed": .integer(seed)], threads: 0)
            score += Self.determination(model.numbers(of: asked.rows), truth) / 5
        }
        #expect(abs(score - expected[0]) < 5 * expected[1] / 5.0.squareRoot() + 0.01)
    }

    private func compare(
        _ fixture: String,
        _ kind: String,
        _ options: [String: OptionValues.Value],
        weight: ((Int) -> Double)? = nil
    ) async throws {
        let expected = try Self.fixture(fixture)
        let (known, asked) = try Self.sets(weight: weight)
        let answers = try await fit(kind, known, options).numbers(of: asked.rows)
        try #require(answers.count == expected.count)
        let differences = zip(answers, expected).map { abs($0 - $1) }
        #expect(try #require(differences.max()) < 1e-6)
    }

    private static func fixture(_ name: String) throws -> [Double] {
        try TestData.fixture("\(name)-texture.txt").filter { !$0.hasPrefix("#") }.compactMap { Double($0) }
    }

    /// The rows to train on, and those to ask about.
    private static func sets(weight: ((Int) -> Double)? = nil) throws -> (known: TrainingSet, asked: TrainingSet) {
        let set = try TestData.numbers("breast-cancer", label: "worst_texture", without: ["mean_texture", "diagnosis"])
        let places = Array(0..<set.rows.rowCount)
        let weighted = TrainingSet(rows: set.rows, numbers: set.numbers ?? [], weights: weight.map { places.map($0) })
        return (weighted.selecting(places.filter { $0 % 5 != 0 }), weighted.selecting(places.filter { $0 % 5 == 0 }))
    }

    static func determination(_ predictions: [Double], _ truth: [Double]) -> Double {
        var moments = Moments()
        moments.add(truth.span)
        return 1 - zip(predictions, truth).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / moments.spread
    }
}

import Classifiers
import Plan
import Statistics
import Testing

/// Many rows are walked through trees by codes of their numbers; each gets the very answer that it gets alone.
@Suite struct ManyRowsTests {
    /// Numbers beside which others lie that shorter ones cannot tell from them.
    private static let scales: [Double] = [1, -1, 0.1, 16_777_216, 1e-40, -0x1p-1030, 3.4e38, -1e300, 0]
    private static let rowCount = 1003

    @Test(arguments: ["decision_tree", "random_forest", "extra_trees", "gradient_boosting"], [2, 3])
    func classesAreThoseOfSingleRows(kind: String, classes: Int) async throws {
        let set = Self.set(seed: 1, features: 5, classes: classes)
        try await Self.compare(try await fit(kind, set, Self.options(kind)), set)
        // Leaves of several classes.
        let short = Self.options(kind).merging(["max_depth": .integer(2)]) { $1 }
        try await Self.compare(try await fit(kind, set, short), set)
    }

    @Test(arguments: ["decision_tree_regressor", "random_forest_regressor", "gradient_boosting_regressor"])
    func numbersAreThoseOfSingleRows(kind: String) async throws {
        let set = Self.set(seed: 2, features: 4, classes: 2)
        let numbers = TrainingSet(rows: set.rows, numbers: (0..<Self.rowCount).map { Double($0 % 17) })
        try await Self.compare(try await fit(kind, numbers, Self.options(kind)), set)
    }

    @Test func featuresMayBeMany() async throws {
        let set = Self.set(seed: 3, features: 300, classes: 3)
        try await Self.compare(try await fit("random_forest", set, ["n_estimators": .integer(5)]), set)
    }

    @Test func whatIsMissingGoesWhereItGoesAlone() async throws {
        let set = Self.set(seed: 4, features: 5, classes: 3)
        var values = set.rows.values
        for place in stride(from: 0, to: values.count, by: 7) { values[place] = .nan }
        let lacking = TrainingSet(
            rows: FeatureRows(values: values, featureCount: 5),
            labels: set.labels,
            classCount: set.classCount
        )
        for kind in ["random_forest", "gradient_boosting"] {
            try await Self.compare(try await fit(kind, lacking, Self.options(kind)), lacking)
        }
    }

    /// So many nodes that two groups of rows are walked at once, and numbers of which hundreds of thousands have one code.
    @Test func largeTreesGiveThoseOfSingleRows() async throws {
        var random = SplitMix64(seed: 5)
        let count = 60_000
        let values = (0..<count * 2).map { _ in
            Double(bitPattern: (1.0).bitPattern + UInt64(random.next(below: 1 << 38)))
        }
        let labels = (0..<count).map { Int32($0 < 2 ? $0 : random.next(below: 2)) }
        let set = TrainingSet(rows: FeatureRows(values: values, featureCount: 2), labels: labels, classCount: 2)
        let asked = set.selecting(Array(0..<Self.rowCount))
        try await Self.compare(try await fit("decision_tree", set, [:]), asked)
    }

    private static func options(_ kind: String) -> [String: OptionValues.Value] {
        if kind.hasPrefix("gradient") { return ["max_iter": .integer(5), "min_samples_leaf": .integer(1)] }
        return kind.hasPrefix("decision") ? [:] : ["n_estimators": .integer(4)]
    }

    /// Rows whose numbers lie a few steps of the last digit apart, near some scale or near half of it.
    private static func set(seed: UInt64, features: Int, classes: Int) -> TrainingSet {
        var random = SplitMix64(seed: seed)
        let values = (0..<rowCount * features).map { _ in
            near(scales[random.next(below: scales.count)], steps: random.next(below: 40))
        }
        let labels = (0..<rowCount).map { Int32($0 < classes ? $0 : random.next(below: classes)) }
        return TrainingSet(
            rows: FeatureRows(values: values, featureCount: features),
            labels: labels,
            classCount: classes
        )
    }

    private static func near(_ scale: Double, steps: Int) -> Double {
        (0..<steps).reduce(scale) { number, _ in number.nextUp }
    }

    /// Asks about the rows, and about others beside them: numbers between theirs, and the greatest and least there are.
    private static func compare(_ model: any Classifier, _ set: TrainingSet) async throws {
        var asked = set.rows.values
        asked += set.rows.values.map { $0.nextDown }
        asked += zip(set.rows.values, set.rows.values.dropFirst()).map { $0 / 2 + $1 / 2 } + [-0.0]
        asked += set.rows.values.indices.map { $0 % 2 == 0 ? Double.infinity : -.infinity }
        let rows = FeatureRows(values: asked, featureCount: set.rows.featureCount)
        let alone = (0..<rows.rowCount).flatMap { row in
            model.probabilities(Array(asked[row * rows.featureCount..<(row + 1) * rows.featureCount]))
        }
        #expect(await model.answers(of: rows, threads: 1) == alone)
        #expect(await model.answers(of: rows, threads: 3) == alone)
    }
}

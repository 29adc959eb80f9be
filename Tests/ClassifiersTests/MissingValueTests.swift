import Classifiers
import JSON
import Plan
import Statistics
import Testing

/// The oracle is scikit-learn, by way of the fixtures that `capture-missing.py` makes.
@Suite struct MissingValueTests {
    private static let leaves: [String: OptionValues.Value] = [
        "max_depth": .integer(3), "min_samples_leaf": .integer(10),
    ]

    @Test(
        arguments: [
            ("tree", "decision_tree", leaves), ("boosting", "gradient_boosting", ["max_iter": .integer(15)]),
            ("whole-tree", "decision_tree", leaves),
            ("whole-boosting", "gradient_boosting", ["max_iter": .integer(15)]),
            (
                "median-standardised", "logistic_regression",
                ["impute": .text("median"), "standardise": .boolean(true), "tol": .number(1e-9)]
            ),
            ("mean-neighbors", "k_nearest_neighbors", ["impute": .text("mean")]),
            ("frequent-bayes", "gaussian_naive_bayes", ["impute": .text("most_frequent")]),
        ] as [(String, String, [String: OptionValues.Value])]
    )
    func classes(fixture: String, kind: String, options: [String: OptionValues.Value]) async throws {
        let whole = try TestData.csv("breast-cancer")
        let lacking = TrainingSet(rows: Self.lacking(whole.rows), labels: whole.labels, classCount: 2)
        let learnt = fixture.hasPrefix("whole") ? whole : lacking
        let model = try await learn(kind, learnt.selecting(Self.places(whole, known: true)), options)
        #expect(model.takesMissing)
        let asked = lacking.selecting(Self.places(whole, known: false)).rows
        try Self.compare(Self.secondClass(model, asked), fixture)
    }

    @Test(
        arguments: [
            ("tree-regressor", "decision_tree_regressor", leaves),
            ("boosting-regressor", "gradient_boosting_regressor", ["max_iter": .integer(15)]),
        ] as [(String, String, [String: OptionValues.Value])]
    )
    func numbers(fixture: String, kind: String, options: [String: OptionValues.Value]) async throws {
        let whole = try TestData.csv("breast-cancer")
        let target = try TestData.numbers(
            "breast-cancer",
            label: "worst_texture",
            without: ["mean_texture", "diagnosis"]
        )
        // Which cells are missing follows from the places of all columns; those of the texture are 1 and 21.
        let all = Self.lacking(whole.rows)
        let kept = (0..<all.featureCount).filter { $0 != 1 && $0 != 21 }
        let rows = FeatureRows(
            values: (0..<all.rowCount).flatMap { row in kept.map { all.values[row * all.featureCount + $0] } },
            featureCount: kept.count
        )
        let lacking = TrainingSet(rows: rows, numbers: try #require(target.numbers))
        let model = try await learn(kind, lacking.selecting(Self.places(whole, known: true)), options)
        try Self.compare(model.numbers(of: lacking.selecting(Self.places(whole, known: false)).rows), fixture)
    }

    /// A column of texts beside the numbers, a column of 0 and 1 for each of them.
    @Test func categoriesOfALinearModel() async throws {
        let whole = try TestData.csv("breast-cancer")
        let words = ["north", "east", "south", "west"]
        var values: [Double] = []
        for row in 0..<whole.rows.rowCount {
            values += Array(whole.row(row))
            values.append(row % 13 == 4 ? .nan : CategoryNumber.of(words[3 * row % 7 % 4]))
        }
        let names: [[String]?] = [[String]?](repeating: nil, count: 30) + [words.sorted()]
        let set = TrainingSet(
            rows: FeatureRows(values: values, featureCount: 31),
            labels: whole.labels,
            classCount: 2
        ).with(categories: names)
        let options: [String: OptionValues.Value] = ["standardise": .boolean(true), "tol": .number(1e-9)]
        let model = try await learn("logistic_regression", set.selecting(Self.places(whole, known: true)), options)
        try Self.compare(
            Self.secondClass(model, set.selecting(Self.places(whole, known: false)).rows),
            "category"
        )
    }

    /// Of numbers to predict that follow from the category alone, a tree of two leaves parts the low ones from the high ones, however
    /// their names are ordered; categories that it has not learnt from go with most.
    @Test func treesPutCategoriesInOrder() async throws {
        let means = ["ash": 9.0, "birch": 1, "cedar": 8, "elm": 2, "fir": 1.5]
        let names = means.keys.sorted()
        let rows = (0..<50).map { names[$0 % 5] }
        let set = TrainingSet(
            rows: FeatureRows(values: rows.map { CategoryNumber.of($0) }, featureCount: 1),
            numbers: rows.map { means[$0] ?? 0 }
        ).with(categories: [names])
        let tree = try await learn("decision_tree_regressor", set, ["max_depth": .integer(1)])
        let asked = (names + ["oak"]).map { CategoryNumber.of($0) } + [.nan]
        let answers = tree.numbers(of: FeatureRows(values: asked, featureCount: 1))
        #expect(answers == [8.5, 1.5, 8.5, 1.5, 1.5, 1.5, 1.5])
    }

    @Test(arguments: ["k_nearest_neighbors", "logistic_regression", "gaussian_naive_bayes"])
    func othersNeedEveryValue(kind: String) async throws {
        let set = trainingSet([[1, 2], [.nan, 4], [5, 6], [6, 5], [2, 2], [1, 0]], [0, 1, 0, 1, 1, 0])
        await #expect(throws: TrainingError.missingValues) { try await learn(kind, set) }
        let model = try await learn(kind, set, ["impute": .text("median")])
        #expect(model.takesMissing)
        #expect(try await !learn(kind, set.selecting([0, 2, 3, 4, 5])).takesMissing)
    }

    @Test(arguments: ModelRegistry.descriptors.filter(\.takesMissing))
    func preparedModelsAreKeptInFiles(descriptor: ModelDescriptor) async throws {
        var random = SplitMix64(seed: 7)
        let names = ["x", "y", "z"]
        var values: [Double] = []
        for _ in 0..<90 {
            values.append(random.next(below: 9) == 0 ? .nan : Double(random.next(below: 30)))
            values.append(CategoryNumber.of(names[random.next(below: 3)]))
        }
        let rows = FeatureRows(values: values, featureCount: 2)
        let labels = (0..<90).map { Int32($0 % 2) }
        let plain =
            descriptor.predictsNumbers
            ? TrainingSet(rows: rows, numbers: labels.map { Double($0) + random.nextUnit() })
            : TrainingSet(rows: rows, labels: labels, classCount: 2)
        let set = plain.with(categories: [nil, names])
        let model = try await learn(descriptor.name, set, ["standardise": .boolean(true)])
        let header = ModelHeader(
            kind: descriptor.name,
            options: .object([:]),
            features: ["a", "b"],
            categories: ["b": names],
            label: "l",
            classes: descriptor.predictsNumbers ? [] : ["n", "p"],
            rowCount: 90,
            dataDigest: "",
            recipeDigest: "",
            programDigest: nil,
            producer: "test"
        )
        let read = try ModelFile(bytes: try #require(ModelFile(header, model)).bytes)
        #expect(read.header == header)
        #expect(read.classifier.probabilities(rows) == model.probabilities(rows))
        // What a row gets from its features is what the model says of it.
        let explainer = try TreeExplainer(read.classifier)
        guard explainer.scale == .probability || explainer.scale == .number else { return }
        let outputs = explainer.base.count
        for row in [0, 41] {
            let values = explainer.contributions(rows, row: row)
            let sum = explainer.base[outputs - 1] + values[outputs - 1] + values[2 * outputs - 1]
            #expect(abs(sum - model.probabilities(rows)[row * outputs + outputs - 1]) < 1e-9)
        }
    }

    // MARK: Rows

    private static func lacking(_ rows: FeatureRows) -> FeatureRows {
        var values = rows.values
        for place in values.indices
        where (7 * (place / rows.featureCount) + 13 * (place % rows.featureCount)) % 11 == 0 {
            values[place] = .nan
        }
        return FeatureRows(values: values, featureCount: rows.featureCount)
    }

    private static func places(_ set: TrainingSet, known: Bool) -> [Int] {
        set.labels.indices.filter { ($0 % 5 != 0) == known }
    }

    private static func secondClass(_ model: any Classifier, _ rows: FeatureRows) -> [Double] {
        let answers = model.probabilities(rows)
        return (0..<rows.rowCount).map { answers[2 * $0 + 1] }
    }

    private static func compare(_ answers: [Double], _ fixture: String) throws {
        let expected = try TestData.fixture("missing-\(fixture).txt").filter { !$0.hasPrefix("#") }.compactMap {
            Double($0)
        }
        try #require(answers.count == expected.count)
        let differences = zip(answers, expected).map { abs($0 - $1) }
        #expect(try #require(differences.max()) < 1e-6)
    }
}

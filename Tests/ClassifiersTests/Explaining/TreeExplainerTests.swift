import Classifiers
import Glibc
import Plan
import Platform
import Statistics
import Testing

/// The oracles are the package `shap`, by way of the fixtures that `capture-shap.py` makes, and the definition of Shapley values.
@Suite struct TreeExplainerTests {
    /// Models that scikit-learn and planrun train alike.
    @Test(
        arguments: [
            ("decision-tree-balanced", "decision_tree", ["class_weight": .text("balanced"), "max_depth": .integer(2)]),
            ("gradient-boosting", "gradient_boosting", ["max_iter": .integer(30)]),
        ] as [(String, String, [String: OptionValues.Value])]
    )
    func contributionsAreThoseOfThePeersModel(
        fixture: String,
        kind: String,
        options: [String: OptionValues.Value]
    ) async throws {
        let set = try TestData.csv("breast-cancer")
        let model = try await fit(kind, set.reordered(set.labels.indices.filter { $0 % 5 != 0 }), options)
        try compare(try TreeExplainer(model), set.rows, step: 20, fixture)
    }

    /// Models of planrun's, whose trees `shap` was given as they are.
    @Test(
        arguments: [
            ("random-forest", "breast-cancer", 20), ("extra-trees", "iris", 7), ("decision-tree", "digits", 600),
            ("gradient-boosting-scores", "iris", 7),
        ]
    )
    func contributionsAreThoseOfThePeer(fixture: String, data: String, step: Int) throws {
        let file = try ModelFile(bytes: try TestData.bytes("shap-\(fixture).model"))
        try compare(try TreeExplainer(file.classifier), try TestData.csv(data).rows, step: step, fixture)
    }

    private func compare(_ explainer: TreeExplainer, _ rows: FeatureRows, step: Int, _ fixture: String) throws {
        let lines = try TestData.fixture("shap-\(fixture).txt").dropFirst().map {
            $0.split(separator: " ").compactMap { Double($0) }
        }
        let asked = Array(stride(from: 0, to: rows.rowCount, by: step))
        try #require(lines.count == asked.count + 1)
        let found = [explainer.base] + asked.map { explainer.contributions(rows, row: $0) }
        for (line, values) in zip(lines, found) {
            try #require(line.count == values.count)
            #expect((zip(line, values).map { abs($0 - $1) }.max() ?? 0) < 1e-9)
        }
    }

    /// Together with the base they are the answer, in the outputs' own scale.
    @Test(arguments: ["decision_tree", "random_forest", "extra_trees", "gradient_boosting"], [2, 3, 5])
    func contributionsAddUpToTheAnswer(kind: String, classes: Int) async throws {
        let set = randomSet(seed: 7, rows: 200, features: 6, values: 12, classes: classes)
        let size: [String: OptionValues.Value] =
            kind == "gradient_boosting"
            ? ["max_iter": .integer(6)] : kind == "decision_tree" ? [:] : ["n_estimators": .integer(7)]
        let model = try await fit(kind, set, size)
        let explainer = try TreeExplainer(model)
        let outputs = explainer.base.count
        for row in stride(from: 0, to: 200, by: 9) {
            let values = explainer.contributions(set.rows, row: row)
            let sums = (0..<outputs).map { output in
                (0..<6).reduce(explainer.base[output]) { $0 + values[$1 * outputs + output] }
            }
            let answer = model.probabilities(Array(set.row(row)))
            for (index, label) in explainer.outputClasses.enumerated() {
                // Of scores only differences are told by probabilities.
                let (sum, expected): (Double, Double) =
                    switch explainer.scale {
                    case .probability, .number: (sums[index], answer[label])
                    case .logarithm: (exp(sums[index]), answer[label])
                    case .logOdds: (1 / (1 + exp(-sums[index])), answer[label])
                    case .score: (exp(sums[index] - sums[0]), answer[label] / answer[explainer.outputClasses[0]])
                    }
                #expect(abs(sum - expected) < 1e-9 * max(1, abs(expected)))
            }
        }
    }

    /// By the definition: the mean over all orders of what a feature changes when it becomes known, here over all sets.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func contributionsAreShapleyValues(seed: UInt64) async throws {
        let features = 5
        let set = randomSet(seed: seed, rows: 60, features: features, values: 9, classes: 3)
        let explainer = try TreeExplainer(try await fit("decision_tree", set, ["max_depth": .integer(6)]))
        for row in [0, 17, 59] {
            let values = explainer.contributions(set.rows, row: row)
            let game = (0..<1 << features).map { known in
                answer(explainer, set.rows, row, knowing: { known >> $0 & 1 == 1 })
            }
            for feature in 0..<features {
                for output in 0..<3 {
                    var expected = 0.0
                    for known in 0..<1 << features where known >> feature & 1 == 0 {
                        let change = game[known | 1 << feature][output] - game[known][output]
                        expected +=
                            change * factorial(known.nonzeroBitCount)
                            * factorial(features - known.nonzeroBitCount - 1) / factorial(features)
                    }
                    #expect(abs(values[feature * 3 + output] - expected) < 1e-12)
                }
            }
        }
    }

    /// What the tree answers where only some features are known, by the ways of all training rows.
    private func answer(
        _ explainer: TreeExplainer,
        _ rows: FeatureRows,
        _ row: Int,
        knowing isKnown: (Int) -> Bool
    ) -> [Double] {
        let ways = (0..<rows.rowCount).map { explainer.way(rows, row: $0, through: 0) }
        func mean(_ depth: Int, _ here: [TreeExplainer.Way]) -> [Double] {
            guard let first = here.first, depth < first.steps.count else { return here.first?.outputs ?? [] }
            let split = first.steps[depth]
            let above = here.filter { $0.steps[depth].isAbove }
            let below = here.filter { !$0.steps[depth].isAbove }
            if isKnown(split.feature) {
                let value = rows.values[row * rows.featureCount + split.feature]
                return mean(depth + 1, value > split.threshold ? above : below)
            }
            let (high, low) = (mean(depth + 1, above), mean(depth + 1, below))
            let share = Double(above.count) / Double(here.count)
            return zip(high, low).map { share * $0 + (1 - share) * $1 }
        }
        return mean(0, ways)
    }

    private func factorial(_ number: Int) -> Double { number < 2 ? 1 : (2...number).reduce(1) { $0 * Double($1) } }

    /// A tree that takes one row away at each split is as deep as there are rows, and nothing cancels.
    @Test func aDeepTreeIsDividedExactly() async throws {
        let count = 300
        let labels = (0..<count).map { Int32($0 % 2) }
        var cells: [[Double]] = []
        for row in 0..<count { cells.append([row, row * 7 % 11, row % 3].map { Double($0) }) }
        let set = trainingSet(cells, labels)
        let model = try await fit("extra_trees", set, ["n_estimators": .integer(2), "max_features": .text("all")])
        let explainer = try TreeExplainer(model)
        for row in [0, 150, 299] {
            let values = explainer.contributions(set.rows, row: row)
            let sum = (0..<3).reduce(explainer.base[1]) { $0 + values[$1 * 2 + 1] }
            #expect(abs(sum - model.probabilities(Array(set.row(row)))[1]) < 1e-12)
        }
    }

    /// The ways of all rows lead to the answers, and their leaves' weights are the rows'.
    @Test func aWayLeadsToTheAnswer() async throws {
        let set = randomSet(seed: 11, rows: 80, features: 4, values: 7, classes: 3)
        let model = try await fit("decision_tree", set, ["max_depth": .integer(3)])
        let explainer = try TreeExplainer(model)
        var rows: [[String]: Int] = [:]
        var weights: [[String]: Double] = [:]
        for row in 0..<80 {
            let way = explainer.way(set.rows, row: row, through: 0)
            #expect(way.outputs == model.probabilities(Array(set.row(row))))
            #expect(way.steps.count <= 3)
            for step in way.steps {
                #expect(step.value == set.rows.values[row * 4 + step.feature])
                #expect(step.isAbove == (step.value > step.threshold))
            }
            let turns = way.steps.map { "\($0.feature) \($0.threshold) \($0.isAbove)" }
            rows[turns, default: 0] += 1
            weights[turns] = way.weight
        }
        #expect(rows.allSatisfy { weights[$0.key] == Double($0.value) })
    }

    @Test func whatCannotBeDividedIsRefused() async throws {
        let set = randomSet(seed: 3, rows: 40, features: 3, values: 9, classes: 2)
        let linear = try await fit("logistic_regression", set)
        #expect(throws: TreeExplainer.Refusal.noTrees) { try TreeExplainer(linear) }
        // It was written before leaves had weights, and answers all the same.
        let old = try ModelFile(bytes: try TestData.bytes("without-weights.model"))
        #expect(throws: TreeExplainer.Refusal.noWeights) { try TreeExplainer(old.classifier) }
        #expect(old.classifier.probabilities([5.1, 3.5, 1.4, 0.2]) == [1, 0, 0])
        // Written anew it has none either.
        let again = try ModelFile(bytes: old.bytes)
        #expect(throws: TreeExplainer.Refusal.noWeights) { try TreeExplainer(again.classifier) }
        #expect(again.classifier.probabilities([5.1, 3.5, 1.4, 0.2]) == [1, 0, 0])
    }
}

import Classifiers
import Datasets
import Diagnostics
import Execution
import JSON

/// Why a model of trees says what it says of one row: what each feature adds to it, and the way through a tree.
struct RowExplanation {
    /// What one of the model's classes gets from the features.
    private struct Output {
        let place: Int
        /// Whether it is the other side of the output that stands for two classes.
        let isOpposite: Bool

        func value(_ number: Double) -> Double { isOpposite ? -number : number }
    }

    private let name: String
    private let row: Int
    private let header: ModelHeader
    private let explainer: TreeExplainer
    private let cells: [Double]
    private let categoryNames: [Double: String]
    private let probabilities: [Double]
    private let contributions: [Double]
    private let way: (tree: Int, way: TreeExplainer.Way)?

    /// - Parameters:
    ///   - row: The row, from 1.
    ///   - tree: The tree to follow, from 1; the only one of a model with one where nil.
    init(
        _ model: ModelFile,
        _ explainer: TreeExplainer,
        _ table: FeatureTable,
        named name: String,
        row: Int,
        tree: Int?
    ) {
        self.name = name
        self.row = row
        self.explainer = explainer
        header = model.header
        let count = model.header.features.count
        let rows = FeatureRows(values: table.values, featureCount: count)
        categoryNames = table.categoryNames
        cells = Array(table.values[(row - 1) * count..<row * count])
        var shares = [Double](repeating: 0, count: model.classifier.classCount)
        model.classifier.predictProbabilities(rows, row - 1..<row, into: &shares)
        probabilities = shares
        contributions = explainer.contributions(rows, row: row - 1)
        way = (tree ?? (explainer.treeCount == 1 ? 1 : nil)).map {
            ($0, explainer.way(rows, row: row - 1, through: $0 - 1))
        }
    }

    /// The class that the model says.
    var prediction: Int {
        probabilities.indices.reduce(0) { probabilities[$1] > probabilities[$0] ? $1 : $0 }
    }

    private func output(of label: Int) -> Output? {
        if let place = explainer.outputClasses.firstIndex(of: label) { return Output(place: place, isOpposite: false) }
        // Of two classes the second has an output; the first is the other side of it.
        guard explainer.scale == .logOdds, probabilities[label] > 0 else { return nil }
        return Output(place: 0, isOpposite: true)
    }

    private func base(_ output: Output) -> Double { output.value(explainer.base[output.place]) }

    /// What each feature adds for a class.
    private func shares(_ output: Output) -> [Double] {
        header.features.indices.map { output.value(contributions[$0 * explainer.base.count + output.place]) }
    }

    // MARK: Text

    /// - Parameter label: The class whose answer is divided.
    func text(about label: Int) -> String {
        if header.predictsNumbers {
            var text = "row \(row) of \(PrintableText.escaping(name)): \(decimals(probabilities[0]))\n\n"
            text += division(about: 0, "")
            if let way { text += "\n" + lines(way.way, tree: way.tree, ["it says"]) }
            return text
        }
        let classes = header.classes.map(PrintableText.escaping)
        var text = "row \(row) of \(PrintableText.escaping(name)): \(classes[prediction])\n\n"
        text += ColumnText.lines([["class", "probability"]] + zip(classes, probabilities).map { [$0, decimals($1)] })
        text += "\n" + division(about: label, classes[label])
        if let way { text += "\n" + lines(way.way, tree: way.tree, classes) }
        return text
    }

    private func division(about label: Int, _ name: String) -> String {
        guard let output = output(of: label) else { return "no training row was of class \(name)\n" }
        let shares = shares(output)
        let order = shares.indices.sorted { (-abs(shares[$0]), $0) < (-abs(shares[$1]), $1) }
        let whole = shares.reduce(base(output), +)
        let head = ["feature", "value", "adds to \(explainer.scale.words(of: name))"]
        let rows = order.map { place in
            [
                PrintableText.escaping(header.features[place]), value(place),
                (shares[place] < 0 ? "" : "+") + decimals(shares[place]),
            ]
        }
        return ColumnText.lines(
            [head, ["on average", "", " " + decimals(base(output))]] + rows + [["together", "", " " + decimals(whole)]]
        )
    }

    private func lines(_ way: TreeExplainer.Way, tree: Int, _ classes: [String]) -> String {
        let number = explainer.treeCount == 1 ? "the tree" : "tree \(tree) of \(explainer.treeCount)"
        let steps = way.steps.map { step in
            let feature = PrintableText.escaping(header.features[step.feature])
            let value = step.value.isNaN ? "missing" : "\(step.value)"
            return "  \(feature) \(value) \(step.isAbove ? ">" : "<=") \(step.threshold)\n"
        }
        let answers = zip(explainer.outputClasses, way.outputs).filter { $0.1 != 0 }.map {
            "\(classes[$0.0]) \(decimals($0.1))"
        }
        let rows = "\(way.weight == way.weight.rounded() ? decimals(way.weight, 0) : decimals(way.weight, 2))"
        return "the way through \(number):\n" + steps.joined()
            + "  a leaf of \(rows) training row\(rows == "1" ? "" : "s"): \(answers.isEmpty ? "nothing" : answers.joined(separator: ", "))\n"
    }

    /// What a row has of a feature.
    private func value(_ place: Int) -> String {
        if cells[place].isNaN { return "missing" }
        guard header.categories[header.features[place]] != nil else { return "\(cells[place])" }
        return PrintableText.escaping(categoryNames[cells[place]] ?? "")
    }

    private func json(_ place: Int) -> JSONValue {
        if cells[place].isNaN { return .null }
        guard header.categories[header.features[place]] != nil else { return .number(cells[place]) }
        return .string(categoryNames[cells[place]] ?? "")
    }

    private func decimals(_ value: Double, _ count: Int = 4) -> String { MessageText.decimals(value, count) }

    // MARK: JSON

    func json(about label: Int) -> JSONValue {
        var object: JSONObject = [
            "format_version": 1,
            "row": .integer(row),
            "scale": .string(explainer.scale.rawValue),
        ]
        if header.predictsNumbers {
            object["prediction"] = .number(probabilities[0])
        } else {
            object["prediction"] = .string(header.classes[prediction])
            object["probabilities"] = .object(
                JSONObject(zip(header.classes, probabilities).map { ($0, .number($1)) })
            )
            object["class"] = .string(header.classes[label])
        }
        if let output = output(of: label) {
            let shares = shares(output)
            object["base"] = .number(base(output))
            object["sum"] = .number(shares.reduce(base(output), +))
            object["features"] = .array(
                header.features.indices.map { place in
                    [
                        "feature": .string(header.features[place]), "value": json(place),
                        "adds": .number(shares[place]),
                    ]
                }
            )
        }
        object["way"] = way.map { json($0.way, tree: $0.tree) }
        return .object(object)
    }

    private func json(_ way: TreeExplainer.Way, tree: Int) -> JSONValue {
        [
            "tree": .integer(tree),
            "of": .integer(explainer.treeCount),
            "steps": .array(
                way.steps.map { step in
                    [
                        "feature": .string(header.features[step.feature]),
                        "value": step.value.isNaN ? .null : .number(step.value),
                        "threshold": .number(step.threshold), "above": .bool(step.isAbove),
                    ]
                }
            ),
            "rows": .number(way.weight),
            "says": header.predictsNumbers
                ? .number(way.outputs[0])
                : .object(
                    JSONObject(zip(explainer.outputClasses, way.outputs).map { (header.classes[$0], .number($1)) })
                ),
        ]
    }
}

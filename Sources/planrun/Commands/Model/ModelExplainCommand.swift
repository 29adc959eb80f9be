import ArgumentParser
import Classifiers
import Datasets
import Diagnostics
import Execution
import JSON
import Platform

struct ModelExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show how much each feature matters to a model, or why it says what it says of one row.",
        discussion: """
            Without --row: what accuracy (of predicted numbers: r2) falls by where the values of a feature are dealt out anew among the labelled rows, some \
            times, as mean and standard deviation; what other features say as well seems to matter little. Of models of trees \
            besides, what each feature adds or takes away in the mean, over 1000 rows at most. With --row, of models of trees: what \
            each feature adds to the answer for that row, by exact Shapley values (TreeSHAP, where what is not known follows \
            the training rows), and the way through a tree.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    /// Rows whose contributions are worked out where no row is named.
    private static let mostRows = 1000

    @Argument(help: ArgumentHelp("The model's file.", valueName: "file"), completion: .file())
    var file: String

    @Option(
        help: ArgumentHelp("The rows: CSV with a header; labelled, unless --row is given.", valueName: "file"),
        completion: .file()
    )
    var data: String

    @Option(help: ArgumentHelp("The row to explain, from 1.", valueName: "n"))
    var row: Int?

    @Option(
        name: .customLong("class"),
        help: ArgumentHelp(
            "With --row: the class whose answer is divided; the one predicted unless given.",
            valueName: "class"
        )
    )
    var label: String?

    @Option(
        help: ArgumentHelp(
            "With --row: the tree to follow, from 1; that of a model with one unless given.",
            valueName: "n"
        )
    )
    var tree: Int?

    @Option(help: ArgumentHelp("How often each feature is dealt out.", valueName: "n"))
    var repeats = 5

    @Option(help: ArgumentHelp("Where the random numbers start.", valueName: "n"))
    var seed = 0

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @OptionGroup var color: ColorOption

    func validate() throws {
        guard (1...10_000).contains(repeats) else { throw ValidationError("--repeats goes from 1 to 10000") }
        guard (0...Int(UInt32.max)).contains(seed) else {
            throw ValidationError("--seed goes from 0 to \(UInt32.max)")
        }
        guard row ?? 1 >= 1, tree ?? 1 >= 1 else { throw ValidationError("--row and --tree begin at 1") }
        guard row != nil || (label == nil && tree == nil) else {
            throw ValidationError("--class and --tree are about one row, which --row names")
        }
    }

    func run() throws {
        let reading = ModelReading(color: color)
        let model = try reading.model(file)
        if let row { return try explain(row, model, reading) }
        let table = try reading.rows(data, for: model, needsLabel: true)
        let importance = FeatureImportance(model, table, deals: repeats, seed: UInt64(seed), mostRows: Self.mostRows)
        switch format {
        case .json: StandardStream.output.write(importance.json.prettyText + "\n")
        case .text: StandardStream.output.write(importance.text)
        }
    }

    private func explain(_ row: Int, _ model: ModelFile, _ reading: ModelReading) throws {
        let explainer: TreeExplainer
        do throws(TreeExplainer.Refusal) {
            explainer = try TreeExplainer(model.classifier)
        } catch {
            let reason = error.sentence(kind: model.header.kind)
            Complaint.error("`\(file)` cannot be explained by rows: \(reason)", code: ModelCodes.inexplicable, at: file)
            throw ExitStatus.planErrors.code
        }
        guard label == nil || !model.header.predictsNumbers else {
            throw ValidationError("--class names a class, and the model predicts numbers")
        }
        let table = try reading.rows(data, for: model, needsLabel: false)
        guard row <= table.rowCount else {
            throw ValidationError("there is no row \(row): `\(data)` has \(table.rowCount)")
        }
        guard tree ?? 1 <= explainer.treeCount else {
            throw ValidationError("there is no tree \(tree ?? 1): the model has \(explainer.treeCount)")
        }
        let explanation = RowExplanation(model, explainer, table, named: data, row: row, tree: tree)
        let about = try label.map { try self.place(of: $0, in: model.header.classes) } ?? explanation.prediction
        switch format {
        case .json: StandardStream.output.write(explanation.json(about: about).prettyText + "\n")
        case .text: StandardStream.output.write(explanation.text(about: about))
        }
    }

    private func place(of name: String, in classes: [String]) throws -> Int {
        if let place = classes.firstIndex(of: name) { return place }
        let help = Suggestion.help(for: name, among: classes).first.map { "; \($0)" } ?? ""
        throw ValidationError("the model has no class `\(name)`\(help)")
    }
}

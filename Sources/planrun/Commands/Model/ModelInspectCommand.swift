import ArgumentParser
import Classifiers
import Diagnostics
import JSON
import Platform

struct ModelInspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what a model's file says: its kind, what it was trained on, and the columns it needs."
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("The model's file.", valueName: "file"), completion: .file())
    var file: String

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @OptionGroup var color: ColorOption

    func run() throws {
        let header = try ModelReading(color: color).model(file).header
        switch format {
        case .json: StandardStream.output.write(JSONValue.object(header.json).prettyText + "\n")
        case .text: StandardStream.output.write(ColumnText.lines(rows(header)))
        }
    }

    private func rows(_ header: ModelHeader) -> [[String]] {
        let options = header.options.object?.members.map { "\($0.name): \($0.value.canonicalText)" } ?? []
        return [
            ["kind", header.kind],
            ["options", options.isEmpty ? "none" : options.joined(separator: ", ")],
            ["label", PrintableText.escaping(header.label)],
            header.predictsNumbers
                ? ["predicts", "a number"]
                : ["classes", header.classes.map(PrintableText.escaping).joined(separator: ", ")],
            ["features", header.features.map(PrintableText.escaping).joined(separator: ", ")],
            ["categories", categories(header)],
            ["rows", String(header.rowCount)],
            ["data", header.dataDigest],
            ["recipe", header.recipeDigest],
            ["program", header.programDigest ?? "none"],
            ["producer", header.producer],
        ]
    }

    private func categories(_ header: ModelHeader) -> String {
        let lists = header.categories.sorted { $0.key < $1.key }.map { feature, names in
            "\(PrintableText.escaping(feature)): \(names.map(PrintableText.escaping).joined(separator: ", "))"
        }
        return lists.isEmpty ? "none" : lists.joined(separator: "; ")
    }
}

import ArgumentParser
import Compiler
import JSON
import Platform

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the plan language: its JSON Schema for editors, or its reference for people."
    )

    enum Form: String, ExpressibleByArgument, CaseIterable {
        case json, markdown
    }

    @Option(help: "What is printed: json, a JSON Schema, or markdown, a table of every key, metric and kind.")
    var form = Form.json

    func run() {
        let language = PlanLanguage.language
        switch form {
        case .json: StandardStream.output.write(PlanSchema(language: language).json.prettyText + "\n")
        case .markdown: StandardStream.output.write(PlanReference(language: language).markdown)
        }
    }
}

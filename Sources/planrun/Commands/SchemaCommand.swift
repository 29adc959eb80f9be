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

    enum Document: String, ExpressibleByArgument, CaseIterable {
        case plan, test
    }

    @Option(name: .customLong("of"), help: "What it is the schema of: plan, or test, the files of tests beside plans.")
    var document = Document.plan

    @Option(help: "What is printed: json, a JSON Schema, or markdown, a table of every key, metric and kind.")
    var form = Form.json

    func validate() throws {
        if document == .test, form != .json { throw ValidationError("tests have a schema in json only") }
    }

    func run() {
        if document == .test { return StandardStream.output.write(PlanTestCompiler.schema.prettyText + "\n") }
        let language = PlanLanguage.language
        switch form {
        case .json: StandardStream.output.write(PlanSchema(language: language).json.prettyText + "\n")
        case .markdown: StandardStream.output.write(PlanReference(language: language).markdown)
        }
    }
}

import ArgumentParser
import Compiler
import JSON
import Plan
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
        case plan, fragment, test
    }

    @Option(
        name: .customLong("of"),
        help: """
            What it is the schema of: plan; fragment, the files that plans include; or test, the files of tests beside plans.
            """
    )
    var document = Document.plan

    @Option(help: "What is printed: json, a JSON Schema, or markdown, a table of every key, metric and kind.")
    var form = Form.json

    func validate() throws {
        if document != .plan, form != .json { throw ValidationError("--form markdown is of plans only") }
    }

    func run() {
        let language = PlanLanguage.language
        switch form {
        case .json: StandardStream.output.write(schema(language).prettyText + "\n")
        case .markdown: StandardStream.output.write(PlanReference(language: language).markdown)
        }
    }

    private func schema(_ language: Language) -> JSONValue {
        switch document {
        case .plan: PlanSchema(language: language).json
        case .fragment: PlanSchema.fragment(language: language).json
        case .test: PlanTestCompiler.schema
        }
    }
}

import ArgumentParser
import Compiler
import JSON
import Platform

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of the plan language, for editors."
    )

    func run() {
        StandardStream.output.write(PlanSchema(language: PlanLanguage.language).json.prettyText + "\n")
    }
}

import ArgumentParser
import Diagnostics
import Exporters
import Platform

struct CompileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile",
        abstract: "Show the program that a plan compiles to, as canonical JSON or as a diagram."
    )

    @Argument(help: ArgumentHelp("The plan; `-` reads standard input.", valueName: "file"), completion: .plan)
    var file: String

    @Option(
        help: ArgumentHelp(
            "The form: \(ExporterRegistry.exporters.map { $0.name }.joined(separator: " or ")).",
            valueName: "form"
        )
    )
    var emit = ProgramExporter.name

    @OptionGroup var compiling: CompilingOptions
    @OptionGroup var color: ColorOption

    func validate() throws {
        guard ExporterRegistry.exporter(named: emit) != nil else {
            let known = ExporterRegistry.exporters.map { $0.name }
            throw ValidationError("--emit knows no form `\(emit)`" + Suggestion.question(for: emit, among: known))
        }
    }

    func run() throws {
        let plan = try compiling.loading(color).load(file)
        if let exporter = ExporterRegistry.exporter(named: emit) {
            StandardStream.output.write(exporter.export(plan.program))
        }
    }
}

import ArgumentParser
import Diagnostics
import Platform

struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Prove plans before they run, and say everything that is wrong with them at once."
    )

    @Argument(help: ArgumentHelp("Plans to validate; `-` reads standard input.", valueName: "file"), completion: .plan)
    var files: [String]

    @Option(help: "How findings are written: full, concise or json.")
    var format = DiagnosticFormat.full

    @Flag(help: "Let warnings count as errors.")
    var strict = false

    @Flag(help: "Print findings only.")
    var quiet = false

    @OptionGroup var compiling: CompilingOptions
    @OptionGroup var color: ColorOption

    func run() throws {
        let loader = PlanLoader(options: compiling.compilerOptions, values: compiling.values.planValues)
        var all = AllFindings()
        for file in files {
            let plan = loader.load(file)
            all.add(plan)
            if let program = plan.program, !quiet, format != .json {
                StandardStream.output.write("\(plan.name): \(ProgramSummary(program).text)\n")
            }
        }
        let isJSON = format == .json
        let stream = isJSON ? StandardStream.output : .error
        if isJSON || !all.diagnostics.isEmpty {
            let renderer = format.renderer(isColoured: color.choice.isColoured(stream))
            var text = renderer.render(all.diagnostics, in: all.sources)
            if !text.hasSuffix("\n") { text += "\n" }
            if format == .full { text += "\n\(DiagnosticCounts(all.diagnostics).description)\n" }
            stream.write(text)
        }
        let isRefused =
            all.diagnostics.containsErrors || (strict && all.diagnostics.contains { $0.severity == .warning })
        if isRefused { throw ExitStatus.planErrors.code }
    }
}

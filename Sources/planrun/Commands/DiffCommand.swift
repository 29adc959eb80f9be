import ArgumentParser
import Comparison
import Compiler
import Diagnostics
import JSON
import Platform
import Reports

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say what a plan means otherwise than another, not how its text differs.",
        discussion: "What makes a release riskier comes first: looser gates, larger audiences, shorter watches."
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("The old plan; `-` reads standard input.", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp("The new plan; `-` reads standard input.", valueName: "new"))
    var new: String

    @Option(help: "How the difference is written: text or json.")
    var format = Format.text

    @Flag(help: "Exit with 2 where the plans mean different things.")
    var exitCode = false

    @Option(
        help: ArgumentHelp(
            "The folder that the paths in both plans start from, instead of each plan's own; standard input's is that of the other plan.",
            valueName: "folder"
        )
    )
    var folder: String?

    @OptionGroup var paths: PathOption
    @OptionGroup var values: ValueOptions
    @OptionGroup var color: ColorOption

    func validate() throws {
        if old == PlanLoader.standardInput, new == PlanLoader.standardInput {
            throw ValidationError("only one of the plans can be on standard input")
        }
    }

    func run() throws {
        let (before, after) = (loaded(old, beside: new), loaded(new, beside: old))
        let refused = [before, after].filter(\.diagnostics.containsErrors)
        let all = AllFindings(refused, skipped: 0, fixed: 0)
        guard let oldProgram = before.program, let newProgram = after.program else {
            let renderer = FullRenderer(isColoured: color.choice.isColoured(.error))
            StandardStream.error.write(renderer.render(all.diagnostics, in: all.sources) + "\n")
            throw ExitStatus.planErrors.code
        }
        let difference = ProgramDifference(
            from: oldProgram,
            to: newProgram,
            durations: DurationKeys.names(in: PlanLanguage.language)
        )
        let report = DifferenceReport(difference, from: side(before), to: side(after))
        switch format {
        case .text: StandardStream.output.write(report.text(ReportStyle(isColoured: color.choice.isColoured(.output))))
        case .json: StandardStream.output.write(report.json.prettyText + "\n")
        }
        if exitCode, !difference.changes.isEmpty { throw ExitStatus.gateSaidNo.code }
    }

    private func loaded(_ path: String, beside other: String) -> LoadedPlan {
        let place = folder ?? (path == PlanLoader.standardInput ? Path.folder(of: other) : nil)
        let options = Compiler.Options(allowsOutsidePaths: paths.allowOutsidePaths)
        return PlanLoader(options: options, values: values.planValues, folder: place).load(path)
    }

    private func side(_ plan: LoadedPlan) -> DifferenceReport.Side {
        DifferenceReport.Side(name: plan.name, digest: plan.digest ?? "")
    }
}

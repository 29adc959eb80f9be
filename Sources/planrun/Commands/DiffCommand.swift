import ArgumentParser
import Comparison
import Compiler
import Diagnostics
import JSON
import Outlook
import Plan
import Platform
import Reports

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say what a plan means otherwise than another, not how its text differs.",
        discussion: """
            First what the changes come to: who meets a bad candidate, how soon it is taken back, how long it all takes. In \
            both parts what makes a release riskier comes first: looser gates, larger audiences, shorter watches. \
            `/dev/null` stands for no plan, as git has it.
            """
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
        if old == Self.noPlan, new == Self.noPlan { throw ValidationError("one of the two must be a plan") }
        if old == PlanLoader.standardInput, new == PlanLoader.standardInput {
            throw ValidationError("only one of the plans can be on standard input")
        }
    }

    /// What git names where there is no file on one side.
    private static let noPlan = "/dev/null"

    func run() throws {
        let before = old == Self.noPlan ? nil : loaded(old, beside: new)
        let after = new == Self.noPlan ? nil : loaded(new, beside: old)
        let plans = [before, after].compactMap(\.self)
        let refused = plans.filter { $0.program == nil }
        guard refused.isEmpty else {
            let all = AllFindings(refused, skipped: 0, fixed: 0)
            let renderer = FullRenderer(isColoured: color.choice.isColoured(.error))
            StandardStream.error.write(renderer.render(all.diagnostics, in: all.sources) + "\n")
            throw ExitStatus.planErrors.code
        }
        let own = Set(plans.compactMap(\.program).flatMap(\.metricSpecs).map(\.name))
        // What the plans declare themselves may be any number.
        var prover = ConditionProver(metrics: PlanLanguage.language.metrics.filter { !own.contains($0.name) })
        let report = DifferenceReport(
            from: before.flatMap(side),
            to: after.flatMap(side),
            durations: DurationKeys.names(in: PlanLanguage.language)
        ) { prover.does($0, imply: $1) }
        switch format {
        case .text: StandardStream.output.write(report.text(ReportStyle(isColoured: color.choice.isColoured(.output))))
        case .json: StandardStream.output.write(report.json.prettyText + "\n")
        }
        if exitCode, !report.isEmpty { throw ExitStatus.gateSaidNo.code }
    }

    private func loaded(_ path: String, beside other: String) -> LoadedPlan {
        let place = folder ?? (path == PlanLoader.standardInput && other != Self.noPlan ? Path.folder(of: other) : nil)
        let options = Compiler.Options(allowsOutsidePaths: paths.allowOutsidePaths)
        return PlanLoader(options: options, values: values.planValues, folder: place).load(path)
    }

    private func side(_ plan: LoadedPlan) -> DifferenceReport.Side? {
        plan.program.map { program in
            DifferenceReport.Side(
                name: plan.name,
                digest: plan.digest ?? "",
                program: program,
                outlook: ReleaseOutlook(program, language: PlanLanguage.language)
            )
        }
    }
}

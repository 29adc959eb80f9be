import ArgumentParser
import Compiler
import Execution
import JSON
import Journal
import Plan
import Platform
import Reports

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Judge a recorded run again under an edited plan, and show where the decisions part.",
        discussion: """
            What the run observed is judged by the edited plan. Where that would have gone another way, nothing recorded tells \
            what it would have met there, and the replay ends; a way back is followed to its end. Nothing is written or sent. \
            The exit status is 0 where all decisions are alike, and 2 where they part.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("The run, such as iris-forest-1.", valueName: "run"))
    var runID: String

    @Option(help: ArgumentHelp("The edited plan.", valueName: "file"), completion: .plan)
    var plan: String

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @OptionGroup var state: StateOption
    @OptionGroup var compiling: CompilingOptions
    @OptionGroup var color: ColorOption

    func run() throws {
        let (summary, records) = try RunFinder(state: state).records(of: runID)
        let first = records.first.flatMap { try? JSONValue(parsing: $0) }
        let options = Compiler.Options(
            seed: compiling.seed ?? first?["seed"]?.integer,
            allowsOutsidePaths: compiling.paths.allowOutsidePaths
        )
        var values = compiling.values.planValues
        values.recorded = PlanValues.Setting.recorded(first?["parameters"])
        let edited = try Loading(options: options, values: values, limits: compiling.size.limits, color: color).load(
            plan
        )
        let replay = RunReplay(
            records,
            by: edited.program,
            startedAt: Timestamp(rfc3339: summary.startedAt)?.seconds,
            zone: edited.program.changes.flatMap { ZoneFinder.zone($0.zone) }
        )
        let asBefore = Compiler.Options(
            seed: first?["seed"]?.integer,
            allowsOutsidePaths: compiling.paths.allowOutsidePaths
        )
        let doubts = doubts(edited.program, summary, asBefore, PlanValues(recorded: values.recorded))
        switch format {
        case .json:
            let json = ReplayReport.json(replay, run: runID, plan: plan, doubts: doubts)
            StandardStream.output.write(json.prettyText + "\n")
        case .text:
            let style = ReportStyle(isColoured: color.choice.isColoured(.output))
            StandardStream.output.write(ReplayReport(style: style).text(replay, run: runID, plan: plan, doubts: doubts))
        }
        try (replay.isAlike ? ExitStatus.done : .gateSaidNo).end()
    }

    /// What makes the recorded evidence another than the edited plan would have gathered.
    private func doubts(
        _ edited: Program,
        _ summary: RunSummary,
        _ options: Compiler.Options,
        _ values: PlanValues
    ) -> [String] {
        let loader = PlanLoader(options: options, values: values, limits: compiling.size.limits)
        let loaded = loader.load(summary.planPath)
        guard let own = loaded.program, loaded.digest == summary.programDigest else {
            return [
                "the run's own plan is not there as it was: whether the edited one has the same models, data, traffic and "
                    + "audiences is not known"
            ]
        }
        var doubts: [String] = []
        if own.models != edited.models {
            doubts.append("the edited plan has other models: what was observed is of the run's")
        }
        if own.data != edited.data {
            doubts.append("the edited plan has other data: what was observed is of the run's")
        }
        if own.traffic != edited.traffic {
            doubts.append("the edited plan has other traffic: what was observed is of the run's")
        }
        for stage in edited.stages {
            guard let before = own.stages.first(where: { $0.name == stage.name }), before.audience != stage.audience
            else {
                continue
            }
            doubts.append(
                "the stage `\(stage.name)` has another audience: what was observed is of \(before.audience.text)"
            )
        }
        return doubts
    }
}

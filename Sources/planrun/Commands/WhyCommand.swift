import ArgumentParser
import Compiler
import Diagnostics
import Execution
import JSON
import Journal
import Plan
import PlanSyntax
import Platform
import Reports

struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract:
            "Explain a decision of a run: what was asked and read, by what margin, and what would have turned it.",
        discussion: """
            A run explains itself from its journal. Where the plan is still the one that decided, its lines are shown, and \
            what it asks for beside the conditions.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("The run, such as iris-forest-1.", valueName: "run"))
    var runID: String

    @Argument(
        help: ArgumentHelp(
            "A stage, an alert, `risk`, `retry`, or the number of a judgement, counted from 1. Without it the last decision that moved "
                + "the run is explained.",
            valueName: "step"
        )
    )
    var step: String?

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @OptionGroup var state: StateOption
    @OptionGroup var paths: PathOption
    @OptionGroup var size: SizeOptions
    @OptionGroup var color: ColorOption

    func run() throws {
        let (summary, records) = try RunFinder(state: state).records(of: runID)
        let decisions = try decisions(records)
        let asked = try asked(of: decisions)
        let plan = plan(summary, firstRecord: records.first)
        let explainer = DecisionExplainer(decisions, program: plan.program) { RecordedConditions.condition($0) }
        guard let explanation = explainer.explanation(at: asked) else { throw nothingToExplain() }
        let stage: String? = if case .stage(let name) = explanation.subject { name } else { nil }
        let context = WhyContext(run: runID, planPath: Self.shortened(summary.planPath), planState: plan.state) {
            gate in
            plan.places?.place(of: gate, inStage: stage)
        }
        switch format {
        case .json: StandardStream.output.write(WhyReport.json(explanation, context).prettyText + "\n")
        case .text:
            let style = ReportStyle(isColoured: color.choice.isColoured(.output))
            StandardStream.output.write(WhyReport(style: style).text(explanation, context))
        }
    }

    /// The path as it is seen from here, where it lies below.
    private static func shortened(_ path: String) -> String {
        let here = FileSystem.currentFolder + "/"
        return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
    }

    private func decisions(_ records: [[UInt8]]) throws(ExitCode) -> RunDecisions {
        var events: [Event] = []
        for (index, record) in records.enumerated() {
            do throws(EventError) {
                if let event = try DecisionReader.event(record) { events.append(event) }
            } catch {
                Complaint.error("the record \(index + 1) of the run `\(runID)` cannot be read: \(error.problem)")
                throw ExitStatus.journal.code
            }
        }
        return RunDecisions(events)
    }

    private func asked(of decisions: RunDecisions) throws(ExitCode) -> Int {
        guard let step else {
            guard let last = decisions.lastMove else { throw nothingToExplain() }
            return last
        }
        if let place = decisions.place(of: step) { return place }
        let names = decisions.names
        let count = decisions.judgementCount
        let known = names.isEmpty ? "" : "; it has decided about " + names.map { "`\($0)`" }.joined(separator: ", ")
        Complaint.error(
            "the run `\(runID)` has decided nothing about `\(step)`\(known)"
                + (count > 0 ? "; its judgements are numbered 1 to \(count)" : "")
                + Suggestion.question(for: step, among: names)
        )
        throw ExitStatus.usage.code
    }

    private func nothingToExplain() -> ExitCode {
        Complaint.error("nothing has been decided in the run `\(runID)` yet")
        return ExitStatus.usage.code
    }

    /// The plan of the run, where it still is what decided. Its findings are no news here.
    private func plan(
        _ summary: RunSummary,
        firstRecord: [UInt8]?
    ) -> (program: Program?, places: GatePlaces?, state: WhyContext.PlanState) {
        let first = firstRecord.flatMap { try? JSONValue(parsing: $0) }
        var loader = PlanLoader(
            options: Compiler.Options(
                seed: first?["seed"]?.integer,
                allowsOutsidePaths: paths.allowOutsidePaths
            ),
            values: PlanValues(recorded: PlanValues.Setting.recorded(first?["parameters"])),
            limits: size.limits
        )
        loader.keepsAuthored = true
        loader.recordedZone = first?["calendar"]?["zone"]?.string
        loader.isUnderWay = true
        let loaded = loader.load(Self.shortened(summary.planPath))
        guard let digest = loaded.digest else { return (nil, nil, .missing) }
        guard digest == summary.programDigest else { return (nil, nil, .changed) }
        return (loaded.program, GatePlaces(loaded), .same)
    }
}

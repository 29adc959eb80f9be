import ArgumentParser
import Datasets
import Diagnostics
import Execution
import JSON
import Plan
import Platform
import Reports

extension Timestamp: ExpressibleByArgument {
    package init?(argument: String) { self.init(logTime: argument) }
}

struct BacktestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest",
        abstract: "Judge recorded predictions by a plan: what it would have decided, and when.",
        discussion: """
            The log's own times are the clock, and what a model has answered counts for that model. Nothing is trained, \
            written or sent. What a log cannot tell is said at the end. The exit status is 0 where the candidate is \
            released, 2 where it is not, and 4 where the log ends before; with --against it is 0 where all decisions are \
            alike, and 2 where they part.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("The plan; `-` reads standard input.", valueName: "file"), completion: .plan)
    var file: String

    @Option(
        help: ArgumentHelp(
            "The log, as CSV with a header or JSON lines; several are read as one, and `-` is standard input. By default it "
                + "is the plan's own.",
            valueName: "file"
        ),
        completion: .file()
    )
    var log: [String] = []

    @Option(help: ArgumentHelp("Another plan to judge the same log by.", valueName: "file"), completion: .plan)
    var against: String?

    @Option(help: ArgumentHelp("Whether approvals are given, refused or left to expire.", valueName: "answer"))
    var assume = AssumedAnswers.Answer.approve

    @Option(
        help: ArgumentHelp(
            "When the run begins, as the log writes times; by default with its first row.",
            valueName: "time"
        )
    )
    var from: Timestamp?

    @Option(
        help: ArgumentHelp("Up to when the log tells everything; by default its last row.", valueName: "time")
    )
    var until: Timestamp?

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @OptionGroup var compiling: CompilingOptions
    @OptionGroup var color: ColorOption

    func validate() throws {
        let inputs = ([file] + (against.map { [$0] } ?? []) + log).filter { $0 == PlanLoader.standardInput }
        if inputs.count > 1 { throw ValidationError("standard input can be read once: give `-` once") }
        guard let from, let until, until <= from else { return }
        throw ValidationError("--until must be after --from")
    }

    func run() throws {
        let input = log.contains(PlanLoader.standardInput) ? try spool() : nil
        let result = try judge(file, input)
        let other = try against.map { try judge($0, input) }
        let report = BacktestReport(style: ReportStyle(isColoured: color.choice.isColoured(.output)))
        switch format {
        case .json: StandardStream.output.write(BacktestReport.json(result, against: other).prettyText + "\n")
        case .text: StandardStream.output.write(other.map { report.text(result, $0) } ?? report.text(result))
        }
        if let other {
            let isAlike = BacktestDifference(result.backtest, other.backtest).isAlike
            return try (isAlike ? ExitStatus.done : .gateSaidNo).end()
        }
        switch result.backtest.end {
        case .finished(let outcome, _): try ExitStatus(outcome).end()
        case .logEnds, .retraining: try ExitStatus.waiting.end()
        }
    }

    /// A log is read twice, and standard input once.
    private func spool() throws(ExitCode) -> SpooledInput {
        do throws(PlatformError) {
            return try SpooledInput()
        } catch {
            Complaint.error("cannot keep standard input to read it twice: \(error.reason)")
            throw ExitStatus.planErrors.code
        }
    }

    private func judge(_ file: String, _ input: SpooledInput?) throws -> BacktestResult {
        let plan = try compiling.loading(color).load(file)
        let declared = plan.program.traffic?.log
        let own = declared.map { FileSystem.files(matching: Path.join(plan.folder, $0.file)) } ?? []
        let paths = log.isEmpty ? own : log.map { $0 == PlanLoader.standardInput ? input?.path ?? $0 : $0 }
        guard !paths.isEmpty else {
            Complaint.error("`\(file)` names no log: give one with --log")
            throw ExitStatus.usage.code
        }
        do throws(DatasetFailure) {
            return try judge(plan, file, paths, input, LogReading(plan.program, log: declared))
        } catch {
            var sources = SourceMap()
            let diagnostics = error.diagnostics(in: &sources)
            let renderer = FullRenderer(isColoured: color.choice.isColoured(.error))
            StandardStream.error.write(renderer.render(diagnostics, in: sources) + "\n")
            throw ExitStatus.planErrors.code
        }
    }

    private func judge(
        _ plan: Loading.Plan,
        _ file: String,
        _ paths: [String],
        _ input: SpooledInput?,
        _ reading: LogReading
    ) throws(DatasetFailure) -> BacktestResult {
        let labels = try JoinedFiles.read(plan.program, in: plan.folder)
        let survey = try TrafficSurvey.read(
            paths,
            named: { $0 == input?.path ? "standard input" : $0 },
            query: reading.query,
            labels: labels
        )
        let backtest = try Backtest(
            plan.program,
            world: try LogWorld(
                plan.program,
                reading: reading,
                survey: survey,
                labels: labels,
                from: from,
                until: until
            ),
            assuming: assume,
            zone: plan.program.changes.flatMap { ZoneFinder.zone($0.zone) }
        )
        return BacktestResult(
            backtest: backtest,
            plan: file,
            digest: plan.digest,
            survey: survey,
            limits: BacktestLimits(backtest, of: plan.program, reading: reading, survey: survey, assuming: assume)
        )
    }
}

import ArgumentParser
import Execution
import Journal
import Plan
import Platform
import Providers

struct ResumeCommand: AsyncParsableCommand, OperatedCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with a run that was interrupted or killed, or that waits.",
        discussion: """
            The run's state is rebuilt from its journal, and what was asked of it meanwhile is carried out. The plan and its \
            data must be those that the run began with.
            """
    )

    @Argument(help: ArgumentHelp("The run, such as iris-forest-1.", valueName: "run"))
    var runID: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "How many requests models elsewhere may be sent from now on; where that is not enough, the run has failed.",
            valueName: "n"
        )
    )
    var maxCalls: Int?

    @Flag(help: "Do what is due, and end with status 4 where the rest is for later: for cron and CI.")
    var once = false

    @Option(help: "What is printed: text, a report for people, or jsonl, the events one JSON object a line.")
    var format = EventFormat.text

    @Flag(help: "Print nothing but errors and what notifiers say.")
    var quiet = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many threads may train, 0 for one a core.", valueName: "n")
    )
    var threads = 0

    @Flag(inversion: .prefixedNo, help: "Log every answer in requests.jsonl, whatever the plan says of it.")
    var requestLog: Bool?

    @OptionGroup var metrics: MetricsOption
    @OptionGroup var state: StateOption
    @OptionGroup var log: LogOption
    @OptionGroup var opening: OpeningOptions

    /// The command line that goes on with a run, given from where this process stands.
    static func line(
        run: String,
        state: StateOption,
        folder: String,
        paths: PathOption,
        secrets: SecretsOption,
        size: SizeOptions
    ) -> String {
        "planrun resume \(run)" + state.argument(for: folder)
            + (paths.allowOutsidePaths ? " --allow-outside-paths" : "") + secrets.arguments + size.arguments
    }

    func validate() throws {
        try ExecuteCommand.check(threads: threads)
        try ExecuteCommand.check(maxCalls: maxCalls)
    }

    func run() async throws {
        let (place, summary) = try RunFinder(state: state).find(runID)
        if let outcome = summary.state.outcome { return try conclude(outcome, summary, in: place.journal) }
        Interrupt.install()
        let held: RunJournal
        let records: [[UInt8]]
        let waiting: [StoredCommand]
        do throws(JournalError) {
            held = try place.journal.resumeRun(runID)
            records = try place.journal.records(of: runID)
            waiting = try held.commands(after: 0)
        } catch {
            throw JournalFailure.exit(error)
        }
        let opener = RunOpener(summary: summary, options: opening, requiresSecrets: true)
        let (plan, scenario): (Loading.Plan, Scenario?)
        do throws(ExitCode) {
            (plan, scenario) = try opener.compile(records.first)
        } catch {
            // Where nothing outside is changed, the candidate can be taken back without the plan.
            guard summary.target == nil, let request = RunWithdrawal.wanted(records, waiting) else { throw error }
            let program = Program.empty(named: summary.plan)
            let output = RunOutput(program: program, format: format, isQuiet: quiet, color: opening.color)
            return try await withdrawal(of: held, request, program, place).carryOut(
                in: AbsentWorld(units: request.units),
                because: "the plan is not there as it was",
                showing: output
            )
        }
        let output = RunOutput(program: plan.program, format: format, isQuiet: quiet, color: opening.color)
        let restored: (state: ReleaseState, events: [Event])
        do throws(RunRestorer.Refusal) {
            restored = try RunRestorer(program: plan.program, folder: plan.folder).restore(records, run: runID)
        } catch {
            guard let request = RunWithdrawal.wanted(records, waiting) else { throw error.exit() }
            Complaint.warning(error.message)
            let world = try self.world(plan, scenario, summary, place, past: [], logs: false)
            return try await withdrawal(of: held, request, plan.program, place)
                .carryOut(in: world, because: error.message, showing: output)
        }
        let world = try self.world(plan, scenario, summary, place, past: restored.events, logs: true)
        if output.isShowingText { for event in restored.events { output.replay(event) } }
        let session = RunSession(
            program: plan.program,
            folder: plan.folder,
            output: output,
            expectation: Expectation(scenario, decidesStatus: false),
            isOnce: once,
            metrics: metrics.output(for: plan.program, run: runID, past: restored.events)
        )
        try await session.run(
            held,
            world: world,
            from: restored.state,
            resuming: line(in: place)
        )
    }

    private func line(in place: RunFinder.Place) -> String {
        Self.line(
            run: runID,
            state: state,
            folder: place.folder,
            paths: opening.paths,
            secrets: opening.secrets,
            size: opening.size
        )
    }

    private func withdrawal(
        of run: RunJournal,
        _ request: WithdrawalRequest,
        _ program: Program,
        _ place: RunFinder.Place
    ) -> RunWithdrawal {
        RunWithdrawal(run: run, request: request, program: program, isOnce: once, line: line(in: place))
    }

    private func world(
        _ plan: Loading.Plan,
        _ scenario: Scenario?,
        _ summary: RunSummary,
        _ place: RunFinder.Place,
        past: [Event],
        logs: Bool
    ) throws(ExitCode) -> RunWorld {
        let context = NotifierContext(
            plan: plan.program.name,
            run: runID,
            startedAt: summary.startedAt,
            folder: plan.folder,
            secrets: plan.parameters.secrets
        )
        return plan.program.world(
            folder: plan.folder,
            notifiers: NotifierRegistry.notifiers(of: plan.program, in: context),
            run: runID,
            startedAt: summary.startedAt,
            secrets: plan.parameters.secrets,
            mostCalls: maxCalls,
            threads: threads,
            scenario: scenario,
            log: logs
                ? try RunRequestLog.make(
                    plan.program.logs,
                    isWanted: requestLog,
                    run: runID,
                    stateFolder: place.folder
                ) : nil,
            feedback: RunFeedback(run: runID, folder: place.folder),
            past: past
        )
    }

    /// A run that is over stays as it is: nothing is done a second time.
    private func conclude(_ outcome: Outcome, _ summary: RunSummary, in journal: Journal) throws(ExitCode) {
        let last: [UInt8]?
        do throws(JournalError) {
            last = try journal.records(of: runID).last
        } catch {
            throw JournalFailure.exit(error)
        }
        if let contradiction = RecordedEnd(last).contradiction(of: summary) {
            Complaint.error(contradiction, code: JournalCodes.wrongHead)
            throw ExitStatus.journal.code
        }
        if !quiet {
            StandardStream.error.write("run \(runID) is over already: \(outcome.words)\n")
        }
        let status = ExitStatus(outcome)
        if status != .done { throw status.code }
    }
}

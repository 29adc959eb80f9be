import ArgumentParser
import Execution
import Journal
import Plan
import Platform
import Providers
import Reports

extension AssumedAnswers.Answer: ExpressibleByArgument {}

struct ExecuteCommand: AsyncParsableCommand, OperatedCommand {
    static let configuration = CommandConfiguration(
        commandName: "execute",
        abstract: "Carry a plan out, step by step, to its decision.",
        discussion: """
            Events are kept in a journal before they show outside; a run that is interrupted or killed goes on with \
            `planrun resume`. With --dry-run the same program is interpreted with the same evaluations, and nothing is \
            written, sent, routed or waited for.
            """
    )

    @Argument(help: ArgumentHelp("The plan; `-` reads standard input.", valueName: "file"), completion: .plan)
    var file: String

    @Flag(help: "Interpret the plan and evaluate its models, and write, send and route nothing.")
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            "With --dry-run: whether approvals are given, refused or left to expire.",
            valueName: "answer"
        )
    )
    var assume = AssumedAnswers.Answer.approve

    @Flag(help: "With --dry-run of a plan with live traffic: ask no model, metric store or router anything.")
    var offline = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "How many requests models elsewhere may be sent in all; where that is not enough, the run has failed.",
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
    @OptionGroup var scenario: ScenarioOption
    @OptionGroup var calendar: CalendarOption
    @OptionGroup var state: StateOption
    @OptionGroup var log: LogOption
    @OptionGroup var compiling: CompilingOptions
    @OptionGroup var color: ColorOption

    func validate() throws {
        try Self.check(threads: threads)
        try Self.check(maxCalls: maxCalls)
        if once, dryRun { throw ValidationError("--once is about waiting, and a dry run does not wait; give either") }
        if offline, !dryRun { throw ValidationError("--offline is for --dry-run: a run asks what its plan names") }
        if file == PlanLoader.standardInput, !dryRun {
            throw ValidationError("a plan from standard input could not be resumed; give a file, or --dry-run")
        }
    }

    static func check(threads: Int) throws {
        guard (0...1024).contains(threads) else { throw ValidationError("--threads goes from 0 to 1024") }
    }

    static func check(maxCalls: Int?) throws {
        if let maxCalls, maxCalls < 1 { throw ValidationError("--max-calls is 1 at least") }
    }

    var isLogged: Bool { !dryRun }

    var stateFolder: String? { state.folder(besidePlanIn: Path.folder(of: file)) }

    func run() async throws {
        let plan = try compiling.loading(color, requiresSecrets: !dryRun)
            .loadForRun(file, reachesOut: !(dryRun && offline))
        let isChecked = scenario.checkExpectation
        let scenario = try scenario.load(for: plan, color: color)
        let output = RunOutput(program: plan.program, format: format, isQuiet: quiet, color: color)
        var session = RunSession(
            program: plan.program,
            folder: plan.folder,
            output: output,
            expectation: Expectation(scenario?.scenario, decidesStatus: isChecked),
            isOnce: once
        )
        if !dryRun, scenario != nil, plan.program.traffic?.router != nil {
            Complaint.error("of live traffic a scenario is for --dry-run alone: a run asks what is so")
            throw ExitStatus.planErrors.code
        }
        if dryRun, let live = preview(plan, supposing: scenario?.scenario.models, output) {
            let calendar = try calendar.calendar(of: plan.program)
            if scenario?.scenario.models != nil {
                return try await session.dryRun(
                    world: live.preview,
                    started: started(plan, mode: .dryRun, run: nil, scenario?.mark, calendar),
                    assuming: assume
                )
            }
            let report = LivePreviewReport(
                program: plan.program,
                style: ReportStyle(isColoured: color.choice.isColoured(.output))
            )
            return try await live.run(
                started(plan, mode: .dryRun, run: nil, scenario?.mark, calendar),
                showing: report
            )
        }
        if dryRun {
            try await session.dryRun(
                world: plan.program.world(
                    folder: plan.folder,
                    notifiers: NotifierRegistry.silentNotifiers(of: plan.program),
                    startedAt: Clock.timestamp(),
                    secrets: plan.parameters.secrets,
                    threads: threads,
                    scenario: scenario?.scenario
                ),
                started: started(
                    plan,
                    mode: .dryRun,
                    run: nil,
                    scenario?.mark,
                    try calendar.calendar(of: plan.program)
                ),
                assuming: assume
            )
            return
        }
        // Programs and servers are asked from here on, and whatever they are doing ends with planrun.
        Interrupt.install()
        try await LabelFetch(program: plan.program, folder: plan.folder, secrets: plan.parameters.secrets).fetch()
        try await checkRouter(of: plan)
        let startedAt = Clock.timestamp()
        let (journal, first) = try createRun(plan, scenario?.mark, startedAt: startedAt)
        let context = NotifierContext(
            plan: plan.program.name,
            run: journal.id,
            startedAt: startedAt,
            folder: plan.folder,
            secrets: plan.parameters.secrets
        )
        session.metrics = metrics.output(for: plan.program, run: journal.id)
        try await session.start(
            journal,
            world: plan.program.world(
                folder: plan.folder,
                notifiers: NotifierRegistry.notifiers(of: plan.program, in: context),
                run: journal.id,
                startedAt: startedAt,
                secrets: plan.parameters.secrets,
                mostCalls: maxCalls,
                threads: threads,
                scenario: scenario?.scenario,
                log: try RunRequestLog.make(
                    plan.program.logs,
                    isWanted: requestLog,
                    run: journal.id,
                    stateFolder: stateFolder(plan)
                ),
                feedback: RunFeedback(run: journal.id, folder: stateFolder(plan))
            ),
            first: first,
            resuming: ResumeCommand.line(
                run: journal.id,
                state: state,
                folder: stateFolder(plan),
                paths: compiling.paths,
                secrets: compiling.values.secrets,
                size: compiling.size
            )
        )
    }

    /// Asks the router before there is a run: one whose router cannot be asked, or gives the candidate to somebody already,
    /// would only be taken back.
    private func checkRouter(of plan: Loading.Plan) async throws(ExitCode) {
        let context = ProviderContext(folder: plan.folder, secrets: plan.parameters.secrets)
        guard let router = plan.program.liveProviders(in: context)?.router else { return }
        do throws(ProviderFailure) {
            let answer = try await BreakableWork.run {
                Interrupt.received == nil
            } _: { () throws(ProviderFailure) in
                try await router.share()
            }
            if Interrupt.received == nil {
                guard let share = answer ?? nil, share > .zero else { return }
                Complaint.error(
                    "the router gives the candidate \(share.percentText) already, and a run raises no share that it has not set; "
                        + "set it to 0% first"
                )
            }
        } catch {
            Complaint.error("the router cannot be asked: \(error.problem)")
        }
        if let signal = Interrupt.received { throw Interrupt.exit(after: signal) }
        throw ExitStatus.stepFailed.code
    }

    /// The dry run of a plan with live traffic; nil for another plan.
    private func preview(
        _ plan: Loading.Plan,
        supposing models: PlanTest.Models?,
        _ output: RunOutput
    ) -> LiveDryRun? {
        let context = ProviderContext(
            folder: plan.folder,
            secrets: plan.parameters.secrets,
            calls: maxCalls.map(CallBudget.init)
        )
        guard let providers = plan.program.liveProviders(in: context) else { return nil }
        let preview = LivePreview(
            program: plan.program,
            folder: plan.folder,
            providers: providers.telling(NotifierRegistry.silentNotifiers(of: plan.program)),
            clock: LiveClock(startedAt: Clock.sinceEpoch()),
            threads: threads,
            isOffline: offline,
            supposing: models
        )
        return LiveDryRun(program: plan.program, output: output, preview: preview)
    }

    private func started(
        _ plan: Loading.Plan,
        mode: Event.Mode,
        run: String?,
        _ scenario: Event.ScenarioMark?,
        _ calendar: ReleaseCalendar?
    ) -> Event.Started {
        Event.Started(
            plan: plan.program.name,
            program: plan.digest,
            seed: compiling.seed,
            parameters: plan.parameters.values,
            mode: mode,
            run: run,
            scenario: scenario,
            feedback: FileDigest.ofFeedback(plan.program, folder: plan.folder),
            author: plan.program.excludesAuthor ? Identity.userName : nil,
            calendar: calendar
        )
    }

    private func stateFolder(_ plan: Loading.Plan) -> String { state.folder(besidePlanIn: plan.folder) }

    /// Makes the run together with its first event, which says how to go on with it.
    private func createRun(
        _ plan: Loading.Plan,
        _ scenario: Event.ScenarioMark?,
        startedAt: String
    ) throws(ExitCode) -> (journal: RunJournal, first: Event) {
        let calendar = try calendar.calendar(of: plan.program)
        func first(_ run: String) -> Event {
            Event(at: .zero, .started(started(plan, mode: .run, run: run, scenario, calendar)))
        }
        do throws(JournalError) {
            let journal = try Journal.open(folder: stateFolder(plan), createIfMissing: true).createRun(
                plan: plan.program.name,
                planPath: FileSystem.absolute(file),
                programDigest: plan.digest,
                startedAt: startedAt,
                target: plan.program.target,
                firstRecord: { first($0).line }
            )
            OperatorSession.take(run: journal.id, in: stateFolder(plan))
            return (journal, first(journal.id))
        } catch {
            throw JournalFailure.exit(error)
        }
    }
}

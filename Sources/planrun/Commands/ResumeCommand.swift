import ArgumentParser
import Compiler
import Execution
import JSON
import Journal
import Plan
import Platform
import Providers

struct ResumeCommand: AsyncParsableCommand, OperatedCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with a run that was interrupted or killed.",
        discussion: """
            The run's state is rebuilt from its journal. The plan and its data must be those that the run began with.
            """
    )

    @Argument(help: ArgumentHelp("The run, such as iris-forest-1.", valueName: "run"))
    var runID: String

    @Option(help: "What is printed: text, a report for people, or jsonl, the events one JSON object a line.")
    var format = EventFormat.text

    @Flag(help: "Print nothing but errors and what notifiers say.")
    var quiet = false

    @Option(help: ArgumentHelp("How many threads may train, 0 for one a core.", valueName: "n"))
    var threads = 0

    @Flag(inversion: .prefixedNo, help: "Log every answer in requests.jsonl, whatever the plan says of it.")
    var requestLog: Bool?

    @OptionGroup var state: StateOption
    @OptionGroup var log: LogOption
    @OptionGroup var paths: PathOption
    @OptionGroup var secrets: SecretsOption
    @OptionGroup var size: SizeOptions
    @OptionGroup var color: ColorOption

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

    func validate() throws { try ExecuteCommand.check(threads: threads) }

    func run() async throws {
        let (place, summary) = try RunFinder(state: state).find(runID)
        if let outcome = summary.state.outcome { return try conclude(outcome, summary, in: place.journal) }
        Interrupt.install()
        let held: RunJournal
        let records: [[UInt8]]
        do throws(JournalError) {
            held = try place.journal.resumeRun(runID)
            records = try place.journal.records(of: runID)
        } catch {
            throw JournalFailure.exit(error)
        }
        let first = records.first.flatMap { try? JSONValue(parsing: $0) }
        let options = Compiler.Options(
            seed: first?["seed"]?.integer,
            allowsOutsidePaths: paths.allowOutsidePaths
        )
        let values = PlanValues(
            recorded: PlanValues.Setting.recorded(first?["parameters"]),
            secretFiles: secrets.files,
            requiresSecrets: true
        )
        let plan = try Loading(options: options, values: values, limits: size.limits, color: color).load(
            summary.planPath
        )
        guard plan.digest == summary.programDigest else {
            Complaint.error(
                """
                the plan `\(summary.planPath)` has changed since the run began: its program was \
                \(summary.programDigest.prefix(12)) and is \(plan.digest.prefix(12)); put the plan back, or start a new \
                run
                """
            )
            throw ExitStatus.planErrors.code
        }
        let scenario = try ScenarioOption.reload(first?["scenario"], for: plan, color: color)
        let restored = try RunRestorer(program: plan.program, folder: plan.folder).restore(records, run: runID)
        let output = RunOutput(program: plan.program, format: format, isQuiet: quiet, color: color)
        if output.isShowingText { for event in restored.events { output.replay(event) } }
        let session = RunSession(
            program: plan.program,
            folder: plan.folder,
            output: output,
            expectation: Expectation(scenario?.scenario, decidesStatus: false)
        )
        let context = NotifierContext(
            run: runID,
            startedAt: summary.startedAt,
            folder: plan.folder,
            secrets: plan.parameters.secrets
        )
        try await session.run(
            held,
            world: ReplayWorld(
                program: plan.program,
                folder: plan.folder,
                notifiers: NotifierRegistry.notifiers(of: plan.program, in: context),
                threads: threads,
                scenario: scenario?.scenario,
                log: RunRequestLog.make(
                    plan.program.logs,
                    isWanted: requestLog,
                    run: runID,
                    stateFolder: place.folder
                ),
                feedback: RunFeedback(run: runID, folder: place.folder)
            ),
            from: restored.state,
            resuming: Self.line(
                run: runID,
                state: state,
                folder: place.folder,
                paths: paths,
                secrets: secrets,
                size: size
            )
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

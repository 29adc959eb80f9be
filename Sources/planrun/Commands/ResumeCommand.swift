import ArgumentParser
import Execution
import JSON
import Journal
import Plan
import Platform
import Providers

struct ResumeCommand: AsyncParsableCommand {
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

    @OptionGroup var state: StateOption
    @OptionGroup var compiling: CompilingOptions
    @OptionGroup var color: ColorOption

    func run() async throws {
        let (journal, summary) = try RunFinder(state: state).find(runID)
        let held: RunJournal
        let records: [[UInt8]]
        do throws(JournalError) {
            held = try journal.resumeRun(runID)
            records = try journal.records(of: runID)
        } catch {
            throw JournalFailure.exit(error)
        }
        let first = records.first.flatMap { try? JSONValue(parsing: $0) }
        let seed = first?["seed"]?.integer
        let plan = try Loading(compiling: compiling, color: color).load(summary.planPath, seed: seed)
        guard plan.digest == summary.programDigest else {
            StandardStream.error.write(
                """
                error: the plan `\(summary.planPath)` has changed since the run began: its program was \
                \(summary.programDigest.prefix(12)) and is \(plan.digest.prefix(12)); put the plan back, or start a new \
                run\n
                """
            )
            throw ExitStatus.planErrors.code
        }
        let scenario = try ScenarioOption.reload(first?["scenario"], for: plan, color: color)
        let restored = try RunRestorer(program: plan.program, folder: plan.folder).restore(records, run: runID)
        let output = RunOutput(program: plan.program, format: format, isQuiet: quiet, color: color)
        if output.isShowingText { for event in restored.events { output.replay(event) } }
        let session = RunSession(program: plan.program, folder: plan.folder, output: output)
        let context = NotifierContext(run: runID, folder: plan.folder)
        try await session.run(
            held,
            world: ReplayWorld(
                program: plan.program,
                folder: plan.folder,
                notifiers: NotifierRegistry.notifiers(of: plan.program, in: context),
                threads: threads,
                scenario: scenario?.scenario
            ),
            from: records.isEmpty ? nil : restored.state,
            started: Event.Started(
                plan: plan.program.name,
                program: plan.digest,
                seed: seed,
                mode: .run,
                run: runID,
                scenario: scenario?.mark
            )
        )
    }
}

import ArgumentParser
import Execution
import Journal
import Plan
import Platform

/// Runs a program to its end or to an interrupt, and maps what came of it to an exit status.
struct RunSession {
    let program: Program
    let folder: String
    let output: RunOutput
    let expectation: Expectation?
    /// Whether to do what is due and no more.
    let isOnce: Bool
    /// Where the run's own metrics go; nil where nobody wants them.
    var metrics: RunMetricsOutput?

    /// Begins a run whose journal has its first event already.
    func start(
        _ journal: RunJournal,
        world: some World,
        first: Event,
        resuming line: String
    ) async throws(ExitCode) {
        show(first)
        let interpreter = Interpreter(program: program)
        let state = interpreter.handle(first, in: interpreter.initialState).state
        try await run(journal, world: world, from: state, resuming: line)
    }

    /// Goes on with a run from the state that its journal leads to.
    ///
    /// - Parameter line: The command line that goes on with the run where it is interrupted.
    func run(
        _ journal: RunJournal,
        world: some World,
        from state: ReleaseState,
        resuming line: String
    ) async throws(ExitCode) {
        let end = try await drive(
            JournalStore(run: journal),
            world,
            commands: JournalCommands(journal),
            resuming: line,
            status: { journal.failure?.status }
        ) {
            (runner) throws(EventStoreError) in
            try await runner.resume(state)
        }
        await metrics?.finish()
        if end.outcome == nil, Interrupt.received == nil { try wait(journal, in: end) }
        if output.isShowingText {
            StandardStream.output.write("run \(journal.id), journal head \(journal.head)\n")
        }
        try conclude(end, resuming: line)
    }

    /// Says in the journal that the run was not cut short, and waits.
    private func wait(_ journal: RunJournal, in state: ReleaseState) throws(ExitCode) {
        let stage = state.stageIndex.map { program.stages[$0].name }
        do throws(JournalError) {
            try journal.commit(state: .waiting, stage: stage, at: Clock.timestamp())
        } catch {
            throw JournalFailure.exit(error)
        }
    }

    /// Goes through a run of which nothing is kept.
    func dryRun(
        world: some World,
        started: Event.Started,
        assuming answer: AssumedAnswers.Answer
    ) async throws(ExitCode) {
        Interrupt.install()
        let commands = AssumedAnswers(answer, program: program, author: started.author)
        let end = try await drive(ForgetfulStore(), world, commands: commands, resuming: nil) {
            (runner) throws(EventStoreError) in
            try await runner.start(started)
        }
        try conclude(end, resuming: nil)
    }

    private func drive<Store: EventStore, Environment: World>(
        _ store: Store,
        _ world: Environment,
        commands: any CommandSource = NoCommands(),
        resuming line: String?,
        status: () -> ExitStatus? = { nil },
        _ body: (inout Runner<Store, Environment>) async throws(EventStoreError) -> ReleaseState
    ) async throws(ExitCode) -> ReleaseState {
        var runner = Runner(
            interpreter: Interpreter(program: program),
            store: store,
            world: world,
            commands: commands,
            isOnce: isOnce,
            isInterrupted: { Interrupt.received != nil },
            show: show,
            beat: { metrics?.beat() }
        )
        do throws(EventStoreError) {
            return try await body(&runner)
        } catch {
            output.clear()
            Complaint.error(error.problem)
            if let line { StandardStream.error.write("stopped; once that is put right, `\(line)` goes on from here\n") }
            throw (status() ?? .journal).code
        }
    }

    private func show(_ event: Event) {
        output.show(event)
        OperatorSession.record(event)
        metrics?.take(event)
    }

    private func conclude(_ state: ReleaseState, resuming line: String?) throws(ExitCode) {
        if let outcome = state.outcome {
            let compared = expectation?.compare(outcome, isShowingText: output.isShowingText)
            let status = compared ?? ExitStatus(outcome)
            // Whoever reads no report learns of errors all the same.
            if outcome == .failed, output.isQuiet { Complaint.error(state.reason) }
            if status != .done { throw status.code }
            return
        }
        output.clear()
        if let signal = Interrupt.received {
            StandardStream.error.write(line.map { "interrupted; `\($0)` goes on from here\n" } ?? "interrupted\n")
            throw ExitCode(128 + signal)
        }
        let interpreter = Interpreter(program: program)
        let isRecorded = program.traffic?.log != nil
        guard isOnce || isRecorded || interpreter.isWaitingForPeople(state) else {
            Complaint.error("the program has no step left to take and has not ended")
            throw ExitStatus.internalError.code
        }
        let people = interpreter.pause(state)?.words(in: program) ?? (state.isHeld ? Pause.heldWords : nil)
        if isRecorded, people == nil {
            // What it was begun with stays as it is: a longer log is another.
            let rest = line.map { ", and `\($0)` takes what is asked of this one" } ?? ""
            StandardStream.error.write(
                "the log ends before it is decided; a log that goes on is one for a new run\(rest)\n"
            )
        } else {
            let cause = people ?? "for its time"
            StandardStream.error.write("waiting \(cause)\(line.map { "; then `\($0)` goes on" } ?? "")\n")
        }
        throw ExitStatus.waiting.code
    }
}

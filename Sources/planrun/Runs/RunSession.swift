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

    /// Begins a run whose events are kept, or goes on with one from `state`.
    func run(
        _ journal: RunJournal,
        world: some World,
        from state: ReleaseState?,
        started: Event.Started
    ) async throws(ExitCode) {
        let end = try await drive(JournalStore(run: journal), world, state, started)
        if output.isShowingText {
            StandardStream.output.write("run \(journal.id), journal head \(journal.head)\n")
        }
        try conclude(end, run: journal.id)
    }

    /// Goes through a run of which nothing is kept.
    func dryRun(world: some World, started: Event.Started) async throws(ExitCode) {
        try conclude(try await drive(ForgetfulStore(), world, nil, started), run: nil)
    }

    private func drive(
        _ store: some EventStore,
        _ world: some World,
        _ state: ReleaseState?,
        _ started: Event.Started
    ) async throws(ExitCode) -> ReleaseState {
        Interrupt.install()
        var runner = Runner(
            interpreter: Interpreter(program: program),
            store: store,
            world: world,
            isInterrupted: { Interrupt.received != nil },
            show: { output.show($0) }
        )
        do throws(EventStoreError) {
            if let state { return try await runner.resume(state) }
            return try await runner.start(started)
        } catch {
            output.clear()
            StandardStream.error.write("error: \(error.problem)\n")
            throw ExitStatus.journal.code
        }
    }

    private func conclude(_ state: ReleaseState, run: String?) throws(ExitCode) {
        if let outcome = state.outcome {
            let status = ExitStatus(outcome)
            if status != .done { throw status.code }
            return
        }
        output.clear()
        guard let signal = Interrupt.received else {
            StandardStream.error.write("error: the program has no step left to take and has not ended\n")
            throw ExitStatus.internalError.code
        }
        if let run {
            StandardStream.error.write("interrupted; `planrun resume \(run)` goes on from here\n")
        }
        throw ExitCode(128 + signal)
    }
}

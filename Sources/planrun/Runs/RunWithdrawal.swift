import ArgumentParser
import Execution
import Journal
import Plan
import Platform

/// Gives everyone the baseline back in a run that this planrun cannot go on with, because somebody asked for it.
///
/// What the records lead to is not known here, but whether somebody has the candidate stands in them.
struct RunWithdrawal {
    let run: RunJournal
    let request: WithdrawalRequest
    let program: Program
    let isOnce: Bool
    /// The command line that goes on with it where it is interrupted.
    let line: String

    /// What was asked of the run that ends it, and is carried out whatever the plan; nil where nothing was.
    static func wanted(_ records: [[UInt8]], _ waiting: [StoredCommand]) -> WithdrawalRequest? {
        WithdrawalRequest(records, waiting: waiting.compactMap(\.event))
    }

    /// - Parameters:
    ///   - world: Where the candidate is taken back.
    ///   - reason: Why the run is not gone on with.
    func carryOut(in world: some World, because reason: String, showing output: RunOutput) async throws(ExitCode) {
        var withdrawal = Withdrawal(
            interpreter: Interpreter(program: program),
            store: JournalStore(run: run),
            world: world,
            isOnce: isOnce,
            isInterrupted: { Interrupt.received != nil },
            show: { event in
                output.show(event)
                OperatorSession.record(event)
            }
        )
        let outcome: Outcome?
        do throws(EventStoreError) {
            outcome = try await withdrawal.carryOut(request, because: reason)
        } catch {
            output.clear()
            Complaint.error(error.problem)
            throw (run.failure?.status ?? .journal).code
        }
        if let outcome { throw ExitStatus(outcome).code }
        output.clear()
        Complaint.error("the candidate is not taken back yet; `\(line)` goes on with it")
        throw Interrupt.received.map { ExitCode(128 + $0) } ?? ExitStatus.waiting.code
    }
}

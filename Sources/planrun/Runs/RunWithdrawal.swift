import ArgumentParser
import Execution
import JSON
import Journal
import Plan
import Platform

/// Gives everyone the baseline back in a run that this planrun cannot go on with, because somebody asked for it.
///
/// What the records lead to is not known here, but whether somebody has the candidate stands in them. Nothing is judged and
/// nothing promoted.
struct RunWithdrawal {
    let run: RunJournal
    let records: [[UInt8]]
    /// What was asked: `rollback` or `abort`.
    let command: Event.Command

    /// The command among those that wait that ends the run, or nil where none does.
    static func wanted(of commands: [StoredCommand]) -> Event.Command? {
        commands.compactMap(\.event).last { $0.action == .rollback || $0.action == .abort }
    }

    /// - Parameters:
    ///   - world: Where the candidate is taken back; nil where the run changes nothing outside.
    ///   - reason: Why the run is not gone on with.
    func carryOut(in world: (any World)?, because reason: String, showing output: RunOutput) async throws(ExitCode) {
        let at = now
        let outcome: Outcome = command.action == .abort ? .stopped : .rolledBack
        let remark = command.note.map { ": \($0)" } ?? ""
        let answer = Event.Answered(
            key: command.key,
            action: command.action,
            who: command.who,
            isAccepted: true,
            reason: "everyone is to have the baseline\(remark)"
        )
        var events = [Event(at: at, .command(command)), Event(at: at, .answered(answer))]
        try keep(events, .running, output)
        if isServing {
            let event = await takenBack(in: world, at: at)
            if case .failed(let failure) = event.payload {
                Complaint.error("the candidate cannot be taken back: \(failure.problem)")
                throw ExitStatus.stepFailed.code
            }
            events = [event]
        } else {
            events = []
        }
        let finished = Event.Finished(outcome: outcome, reason: "\(command.who) asked for it\(remark); \(reason)")
        events.append(Event(at: at, .finished(finished)))
        try keep(events, RunState(outcome), output)
        throw ExitStatus(outcome).code
    }

    private func takenBack(in world: (any World)?, at time: Duration) async -> Event {
        guard var world else {
            let routed = Event.Routed(stage: nil, units: 0, allUnits: lastRoute?["of"]?.integer ?? 0)
            return Event(at: time, .routed(routed))
        }
        return await world.perform(.route(stage: nil), at: time)
    }

    private func keep(_ events: [Event], _ state: RunState, _ output: RunOutput) throws(ExitCode) {
        do throws(JournalError) {
            for event in events { try run.append(event.line, taking: event.commandNumber) }
            try run.commit(state: state, stage: nil, at: Clock.timestamp())
        } catch {
            throw JournalFailure.exit(error)
        }
        for event in events {
            output.show(event)
            OperatorSession.record(event)
        }
    }

    private var now: Duration {
        let last = records.last.flatMap { try? JSONValue(parsing: $0) }
        return .nanoseconds(Int64(((last?["at"]?.number ?? 0) * 1e9).rounded()))
    }

    /// Whether somebody has the candidate, or may have.
    private var isServing: Bool { lastRoute?["stage"] != nil }

    /// The last record of who was given the candidate.
    private var lastRoute: JSONValue? {
        for record in records.reversed() {
            guard let json = try? JSONValue(parsing: record), json["type"]?.string == "routed" else { continue }
            return json
        }
        return nil
    }
}

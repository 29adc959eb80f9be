import Execution
import JSON
import Plan

/// A run carried out for a test, with its events.
struct RecordedRun {
    let events: [Event]
    let state: ReleaseState

    /// Runs a program to its end, or until it has shown so many events.
    static func run(
        _ program: Program,
        in world: some World,
        commands: any CommandSource = NoCommands(),
        mode: Event.Mode = .run,
        author: String? = nil,
        calendar: ReleaseCalendar? = nil,
        limit: Int = .max
    ) async throws -> RecordedRun {
        let recorder = Recorder()
        var runner = Runner(
            interpreter: Interpreter(program: program),
            store: ForgetfulStore(),
            world: world,
            commands: commands,
            isInterrupted: { recorder.events.count >= limit },
            show: { recorder.events.append($0) }
        )
        let started = Event.Started(
            plan: program.name,
            program: "0",
            seed: nil,
            mode: mode,
            run: mode == .run ? "test-1" : nil,
            author: author,
            calendar: calendar
        )
        let state = try await runner.start(started)
        return RecordedRun(events: recorder.events, state: state)
    }

    /// Goes on from a state.
    static func resume(
        _ program: Program,
        in world: some World,
        from state: ReleaseState,
        commands: any CommandSource = NoCommands()
    ) async throws -> RecordedRun {
        let recorder = Recorder()
        var runner = Runner(
            interpreter: Interpreter(program: program),
            store: ForgetfulStore(),
            world: world,
            commands: commands,
            isInterrupted: { false },
            show: { recorder.events.append($0) }
        )
        let end = try await runner.resume(state)
        return RecordedRun(events: recorder.events, state: end)
    }

    private final class Recorder {
        var events: [Event] = []
    }

    /// The decisions on stages, such as "go_on".
    var judgements: [String] {
        events.compactMap { if case .judged(let judged) = $0.payload { judged.decision.rawValue } else { nil } }
    }

    /// The last judgement.
    var lastJudgement: Event.Judged? {
        for event in events.reversed() { if case .judged(let judged) = event.payload { return judged } }
        return nil
    }

    /// The changes of alerts, such as "drop firing at 3m".
    var alerts: [String] {
        events.compactMap { event in
            guard case .alert(let change) = event.payload else { return nil }
            return "\(change.name) \(change.state.rawValue) at \(event.at.planText)"
        }
    }

    var finished: Event.Finished? {
        if case .finished(let finished)? = events.last?.payload { finished } else { nil }
    }

    var outcome: Outcome? { finished?.outcome }

    /// The events as JSON without what comes from a clock and without the marks of the mode.
    var reproducible: [JSONValue] {
        get throws { try events.map { try JSONValue(parsing: $0.line).withoutMarks } }
    }
}

extension JSONValue {
    /// The value without members named `measured`, `mode` and `run`, at any depth.
    var withoutMarks: JSONValue {
        switch self {
        case .object(let object):
            let kept = object.members.filter { !["measured", "mode", "run"].contains($0.name) }
            return .object(JSONObject(kept.map { ($0.name, $0.value.withoutMarks) }))
        case .array(let elements): return .array(elements.map(\.withoutMarks))
        default: return self
        }
    }
}

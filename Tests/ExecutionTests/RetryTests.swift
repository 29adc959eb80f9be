import Execution
import Plan
import Testing

/// A release that was rolled back starts again after a cool-down, a bounded number of times.
@Suite struct RetryTests {
    private static func program(_ retry: String, risk: String = "", approve: String = "") throws -> Program {
        try TestPlan.program(
            """
            planrun: 1
            name: test
            data: { iris: { csv: data/iris.csv, label: species } }
            models:
              baseline: { majority_class: {}, train: iris }
              candidate: { majority_class: {}, train: iris }
            traffic: { replay: iris, rate: 100/m, users: 100 }
            roles: { risk: [ann] }
            \(risk)
            stages:
              - name: some
                audience: 50%
                watch: { every: 1m, for: 2m, within: 3m }
                promote_if: [accuracy >= 0.9]
                rollback_if: [accuracy < 0.5]
              - name: all
                approve: { by: [risk], within: 5m }
                audience: 100%
                watch: { every: 1m, for: 2m }
                promote_if: [accuracy >= 0.9]
            alerts: [{ name: low, when: accuracy < 0.6, notify: [log] }]
            notify: { log: { file: a.jsonl } }
            \(retry)
            """
            .replacing("\n\n", with: "\n")
        )
    }

    private func course(_ run: RecordedRun) -> [String] {
        run.events.compactMap {
            switch $0.payload {
            case .routed(let routed): "\(routed.stage ?? "nobody") \($0.at.planText)"
            case .retry(let retry): "\(retry.state.rawValue) \(retry.number) \($0.at.planText)"
            case .alert(let change): "\(change.name) \(change.state.rawValue)"
            default: nil
            }
        }
    }

    private let bad = ScriptedWorld.Interval(candidate: (10, 90))

    @Test func itStartsAgainWithNothing() async throws {
        let run = try await RecordedRun.outlined(
            try Self.program("retry: { after: 30m }"),
            [.init(), bad, bad, .init()]
        )
        // The second look has 105 right of 200 answers, the third fewer than half.
        #expect(
            course(run) == [
                "some 0s", "low firing", "nobody 3m", "low resolved", "cooling_down 1 3m", "started 1 33m", "some 33m",
                "all 35m",
            ]
        )
        #expect(run.outcome == .released)
    }

    @Test func theLastRollbackIsTheEnd() async throws {
        let run = try await RecordedRun.outlined(try Self.program("retry: { after: 1h, times: 2 }"), [bad])
        #expect(
            course(run).filter { !$0.hasPrefix("low") } == [
                "some 0s", "nobody 1m", "cooling_down 1 1m", "started 1 1h1m", "some 1h1m", "nobody 1h2m",
                "cooling_down 2 1h2m",
                "started 2 2h2m", "some 2h2m", "nobody 2h3m",
            ]
        )
        #expect(run.outcome == .rolledBack)
        #expect(run.finished?.reason == "stage `some`: `accuracy < 0.5`")
    }

    @Test func theRiskIsAssessedAgain() async throws {
        let program = try Self.program("retry: { after: 1h }", risk: "risk: { on: iris, low_if: [accuracy >= 0.5] }")
        let run = try await RecordedRun.outlined(program, [bad, .init()])
        #expect(run.events.count { $0.type == "assessed" } == 2)
        #expect(run.outcome == .released)
    }

    @Test func whatPeopleEndStaysEnded() async throws {
        let program = try Self.program("retry: { after: 1h }")
        for answer in [AssumedAnswers.Answer.reject, .expire] {
            let run = try await RecordedRun.outlined(program, [.init()], answer)
            #expect(run.outcome == .rolledBack)
            #expect(!run.events.contains { $0.type == "retry" })
        }
    }

    private func ended(_ action: Event.Command.Action, after events: Int) async throws -> RecordedRun {
        let program = try Self.program("retry: { after: 1h }")
        let begun = try await RecordedRun.run(program, in: ScriptedWorld(program, [bad]), limit: events)
        let interpreter = Interpreter(program: program)
        let command = Event.Command(key: "k", action: action, who: "ann")
        let state = interpreter.handle(Event(at: begun.state.now, .command(command)), in: begun.state).state
        return try await RecordedRun.resume(program, in: ScriptedWorld(program, [bad]), from: state)
    }

    @Test(arguments: [(Event.Command.Action.abort, Outcome.stopped), (.rollback, .rolledBack)])
    func aCoolDownCanBeEnded(action: Event.Command.Action, outcome: Outcome) async throws {
        let program = try Self.program("retry: { after: 1h }")
        let whole = try await RecordedRun.run(program, in: ScriptedWorld(program, [bad]))
        let resting = try #require(whole.events.firstIndex { $0.type == "retry" })
        let rolling = try #require(
            whole.events.firstIndex {
                if case .judged(let judged) = $0.payload { judged.decision == .rollback } else { false }
            }
        )
        for place in [resting, rolling] {
            let run = try await ended(action, after: place + 1)
            #expect(run.state.outcome == outcome)
            #expect(
                !run.events.contains { if case .routed(let routed) = $0.payload { routed.stage != nil } else { false } }
            )
        }
    }
}

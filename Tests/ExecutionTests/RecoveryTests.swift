import Execution
import JSON
import Plan
import Testing

/// A run can be taken up again after any of its events.
@Suite struct RecoveryTests {
    /// A scripted run with retraining, alerts, holds and a release: most kinds of events.
    private func eventfulRun() async throws -> (program: Program, world: ScriptedWorld) {
        let program = try TestPlan.oneStage(
            """
            watch: { every: 1m, for: 3m }
            promote_if: [accuracy >= 0.5, latency.p99 < 1s]
            rollback_if:
              - { if: accuracy over 1m < 0.5, then: retrain, failures: 2 }
              - { if: accuracy over 1m < 0.7, then: hold }
            """,
            candidate: """
                random_forest: { n_estimators: 10 }
                    retrain:
                      - { n_estimators: 20 }
                """,
            rest: """
                risk: { on: iris.test, low_if: [accuracy >= 0.5] }
                alerts:
                  - { name: drop, when: accuracy < 0.8, message: "{{latency.p50}}", notify: [terminal, log] }
                notify: { terminal: {}, log: { file: a.jsonl } }
                """
        )
        var world = ScriptedWorld(program)
        world.intervals = [
            .init(), .init(candidate: (40, 60)), .init(candidate: (40, 60)), .init(candidate: (65, 35)), .init(),
        ]
        return (program, world)
    }

    @Test func everyEventSurvivesWritingAndReading() async throws {
        let (program, world) = try await eventfulRun()
        let run = try await RecordedRun.run(program, in: world)
        #expect(run.outcome == .released)
        #expect(Set(run.events.map(\.type)).count == 12)
        var reader = EventReader(program: program)
        for event in run.events {
            let read = try reader.read(event.line)
            #expect(read == event)
            #expect(read.line == event.line)
        }
    }

    @Test func everyPrefixLeadsToTheStateOfItsTime() async throws {
        let (program, world) = try await eventfulRun()
        let run = try await RecordedRun.run(program, in: world)
        let records = run.events.map(\.line)
        let interpreter = Interpreter(program: program)
        var state = interpreter.initialState
        var index = 0
        while index < run.events.count {
            let transition = interpreter.handle(run.events[index], in: state)
            state = transition.state
            index += 1 + transition.decisions.count
            let restored = try Recovery.restore(Array(records[..<index]), interpreter: interpreter)
            #expect(restored.state == state)
            #expect(interpreter.nextEffect(restored.state) == interpreter.nextEffect(state))
        }
        #expect(state == run.state)
    }

    @Test func aReplayTakenUpAnywhereEndsInTheSameDecisions() async throws {
        let program = try ReplayTests.shortProgram()
        let whole = try await RecordedRun.run(program, in: ReplayTests.world(program))
        #expect(whole.outcome == .released)
        let decisions = try whole.reproducible.filter {
            ["judged", "assessed", "finished"].contains($0["type"]?.string)
        }
        for limit in stride(from: 1, to: whole.events.count, by: 5) {
            let part = try await RecordedRun.run(program, in: ReplayTests.world(program), limit: limit)
            let restored = try Recovery.restore(
                part.events.map(\.line),
                interpreter: Interpreter(program: program)
            )
            let rest = try await RecordedRun.resume(program, in: ReplayTests.world(program), from: restored.state)
            let all = try part.reproducible + rest.reproducible
            #expect(all.filter { ["judged", "assessed", "finished"].contains($0["type"]?.string) } == decisions)
        }
    }

    @Test func anAlteredDecisionIsFound() async throws {
        let (program, world) = try await eventfulRun()
        let run = try await RecordedRun.run(program, in: world)
        let interpreter = Interpreter(program: program)
        let index = try #require(run.events.firstIndex { $0.type == "judged" })
        var records = run.events.map(\.line)
        let text = String(decoding: records[index], as: UTF8.self)
        records[index] = Array(text.replacing("go_on", with: "promote").utf8)
        #expect(throws: RecoveryError.differs(record: index + 1)) {
            try Recovery.restore(records, interpreter: interpreter)
        }
        records.remove(at: index)
        #expect(throws: RecoveryError.differs(record: index + 1)) {
            try Recovery.restore(records, interpreter: interpreter)
        }
        records = Array(run.events.map(\.line).prefix(index))
        #expect(throws: RecoveryError.differs(record: index + 1)) {
            try Recovery.restore(records, interpreter: interpreter)
        }
    }

    @Test(arguments: [
        "", "{", "{}", "[]", #"{"type":"x","at":0}"#, #"{"type":"observed","at":0}"#, #"{"type":"judged"}"#,
    ])
    func whatIsNoEventIsRefused(line: String) async throws {
        let (program, _) = try await eventfulRun()
        #expect {
            try Recovery.restore([Array(line.utf8)], interpreter: Interpreter(program: program))
        } throws: { error in
            guard case .unreadable(record: 1, problem: _)? = error as? RecoveryError else { return false }
            return true
        }
    }

    @Test func eventsThatAreNotWaitedForChangeNothing() async throws {
        let (program, world) = try await eventfulRun()
        let run = try await RecordedRun.run(program, in: world)
        let interpreter = Interpreter(program: program)
        let initial = interpreter.initialState
        for event in run.events where event.type != "prepared" && event.type != "failed" {
            let transition = interpreter.handle(event, in: initial)
            #expect(transition.state.place == initial.place)
            #expect(transition.decisions.isEmpty)
        }
        for event in run.events {
            let after = interpreter.handle(event, in: run.state)
            #expect(after.state == run.state)
            #expect(after.decisions.isEmpty)
        }
        #expect(interpreter.nextEffect(run.state) == nil)
    }
}

import Execution
import Plan
import Testing

/// A stage may send its audience back to the stage before, once.
@Suite struct StepBackTests {
    private func run(_ intervals: [ScriptedWorld.Interval]) async throws -> RecordedRun {
        let program = try ApprovalTests.program("{ by: [risk], within: 1h }", then: "step_back")
        let run = try await RecordedRun.run(
            program,
            in: ScriptedWorld(program, intervals),
            commands: AssumedAnswers(.approve, program: program, author: nil)
        )
        let restored = try Recovery.restore(run.events.map(\.line), interpreter: Interpreter(program: program))
        #expect(restored.state == run.state)
        return run
    }

    private func routes(_ run: RecordedRun) -> [String] {
        run.events.compactMap { if case .routed(let routed) = $0.payload { routed.stage ?? "nobody" } else { nil } }
    }

    private let bad = ScriptedWorld.Interval(candidate: (10, 90))

    @Test func theStageBeforeBeginsAnew() async throws {
        let run = try await run([.init(), .init(), bad, .init()])
        #expect(routes(run) == ["some", "all", "some", "all"])
        #expect(run.judgements == ["go_on", "promote", "step_back", "go_on", "promote", "go_on", "promote"])
        #expect(run.events.count { $0.type == "approval" } == 4)
        #expect(run.outcome == .released)
    }

    @Test func theSecondTimeEveryoneIsTakenBack() async throws {
        let run = try await run([.init(), .init(), bad, .init(), .init(), bad])
        #expect(routes(run) == ["some", "all", "some", "all", "nobody"])
        #expect(run.outcome == .rolledBack)
    }

    @Test func theFirstStageHasNoneBefore() async throws {
        let program = try TestPlan.oneStage(
            """
            watch: { every: 1m, for: 3m }
            promote_if: [accuracy >= 0.9]
            rollback_if: [{ if: accuracy < 0.5, then: step_back }]
            """
        )
        let run = try await RecordedRun.run(program, in: ScriptedWorld(program, [bad]))
        #expect(run.judgements == ["rollback"])
    }
}

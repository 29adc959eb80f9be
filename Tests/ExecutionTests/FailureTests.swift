import Execution
import Plan
import Testing

@Suite struct FailureTests {
    /// A scripted world in which the effects that `fails` picks cannot be carried out.
    private struct FailingWorld: World {
        var base: ScriptedWorld
        let fails: @Sendable (Effect) -> Bool

        mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
            guard fails(effect) else { return await base.perform(effect, at: now) }
            return Event(at: now, .failed(Event.Failure(step: "x", problem: "it broke")))
        }
    }

    private func run(_ fails: @escaping @Sendable (Effect) -> Bool) async throws -> RecordedRun {
        let program = try TestPlan.oneStage(
            """
            watch: { every: 1m, for: 3m }
            promote_if: [accuracy >= 0.9]
            """
        )
        return try await RecordedRun.run(program, in: FailingWorld(base: ScriptedWorld(program), fails: fails))
    }

    private func routes(_ run: RecordedRun) -> [String?] {
        run.events.compactMap { if case .routed(let routed) = $0.payload { .some(routed.stage) } else { nil } }
    }

    @Test func aStageThatCannotBeWatchedGivesTheBaselineBack() async throws {
        let run = try await run {
            if case .observe(_, _, let interval) = $0 { interval.lowerBound >= .seconds(60) } else { false }
        }
        #expect(routes(run) == ["all", nil])
        #expect(run.outcome == .failed)
        #expect(run.finished?.reason == "it broke")
    }

    @Test func aFailureBeforeAnyoneHasTheCandidateRoutesNothing() async throws {
        let run = try await run { if case .train = $0 { true } else { false } }
        #expect(routes(run) == [])
        #expect(run.outcome == .failed)
    }

    @Test func aRollbackThatFailsTooEndsTheRun() async throws {
        let run = try await run {
            switch $0 {
            case .observe, .route(stage: nil): true
            default: false
            }
        }
        #expect(run.outcome == .failed)
        #expect(run.finished?.reason == "it broke")
    }
}

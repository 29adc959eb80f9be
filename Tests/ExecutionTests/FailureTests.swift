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

    @Test func aStageThatCannotBeEnteredIsTakenBack() async throws {
        let run = try await run { if case .route(stage: 0) = $0 { true } else { false } }
        #expect(routes(run) == [nil])
        #expect(run.outcome == .failed)
    }

    /// A scripted world in which the first so many effects of a kind fail.
    private struct FlakyWorld: World {
        var base: ScriptedWorld
        var left: Int
        var isTransient = true
        let fails: @Sendable (Effect) -> Bool

        mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
            guard left > 0, fails(effect) else { return await base.perform(effect, at: now) }
            left -= 1
            let failure = Event.Failure(step: "x", problem: "it broke", isTransient: isTransient)
            return Event(at: now, .failed(failure))
        }
    }

    private func flaky(
        _ count: Int,
        gate: String = "accuracy < 0.5",
        _ intervals: [ScriptedWorld.Interval] = [.init()],
        when fails: @escaping @Sendable (Effect) -> Bool
    ) async throws -> RecordedRun {
        let program = try TestPlan.oneStage(
            """
            watch: { every: 1m, for: 3m, hold_for: 5m }
            promote_if: [accuracy >= 0.9]
            rollback_if: [\(gate)]
            """,
            rest: "notify: { log: { file: a.jsonl } }\nalerts: [{ name: a, when: accuracy < 0.1, notify: [log] }]"
        )
        let world = FlakyWorld(base: ScriptedWorld(program, intervals), left: count, fails: fails)
        let run = try await RecordedRun.run(program, in: world)
        let restored = try Recovery.restore(run.events.map(\.line), interpreter: Interpreter(program: program))
        #expect(restored.state == run.state)
        return run
    }

    private static let isObservation: @Sendable (Effect) -> Bool = {
        if case .observe = $0 { true } else { false }
    }

    @Test func aFailureThatPassesIsTriedAgain() async throws {
        let run = try await flaky(5, when: Self.isObservation)
        #expect(run.outcome == .released)
        let waits = run.events.filter { $0.type == "waited" }.map(\.at)
        #expect(waits == [1, 3, 7, 15, 31].map { .seconds($0) })
        let observed = run.events.compactMap { event -> Duration? in
            if case .observed(let observed) = event.payload { observed.from } else { nil }
        }
        #expect(observed.first == .zero)
        // A stage of 3m, watched from the start but for no more than an interval at a time.
        #expect(run.events.last?.at == .seconds(31 + 180))
    }

    @Test func aStageThatCannotBeObservedHoldsAndThenRollsBack() async throws {
        let run = try await flaky(10_000, when: Self.isObservation)
        #expect(run.outcome == .rolledBack)
        #expect(Set(run.judgements) == ["hold", "rollback"])
        #expect(run.finished?.reason == "stage `all`: held for 5m: it cannot be observed: it broke")
    }

    @Test func aHoldForWantOfObservationsEndsWithOne() async throws {
        let run = try await flaky(8, when: Self.isObservation)
        #expect(run.judgements == ["hold", "go_on", "go_on", "promote"])
    }

    @Test func onErrorCanRollBack() async throws {
        let run = try await flaky(6, gate: "{ if: accuracy < 0.5, on_error: rollback }", when: Self.isObservation)
        #expect(run.judgements == ["rollback"])
        #expect(run.outcome == .rolledBack)
    }

    @Test func trainingThatFailsForGoodEndsTheRun() async throws {
        let isTraining: @Sendable (Effect) -> Bool = { if case .train = $0 { true } else { false } }
        #expect(try await flaky(5, when: isTraining).outcome == .released)
        #expect(try await flaky(6, when: isTraining).outcome == .failed)
    }

    @Test func aRollbackThatFailsIsTriedUntilItDoesNot() async throws {
        let run = try await flaky(9, [.init(candidate: (10, 90))]) { $0 == .route(stage: nil) }
        #expect(run.outcome == .rolledBack)
        #expect(run.finished?.reason == "stage `all`: `accuracy < 0.5`")
        #expect(run.alerts.count == 9)
        #expect(run.alerts.first == "rollback_failed firing at 1m")
        #expect(run.alerts.last?.hasPrefix("rollback_failed repeated") == true)
        #expect(run.events.count { $0.type == "notified" } == 9)
        #expect(routes(run).last == .some(nil))
    }
}

import Execution
import Plan
import Testing

@Suite struct RetrainingTests {
    private typealias Interval = ScriptedWorld.Interval

    private static let forest = """
        random_forest: { n_estimators: 10, seed: 1 }
            retrain:
              - { n_estimators: 20 }
              - { n_estimators: 20, seed: 2 }
        """

    private func program(risk: String = "", gate: String = "accuracy < 0.5") throws -> Program {
        try TestPlan.oneStage(
            """
            watch: { every: 1m, for: 2m }
            promote_if: [accuracy >= 0.5]
            rollback_if: [\(gate)]
            """,
            candidate: Self.forest,
            rest: risk
        )
    }

    private static let risk = """
        risk:
          on: iris.test
          low_if: [accuracy >= 0.9]
          otherwise: retrain
        """

    private func attempts(_ run: RecordedRun) -> [Int] {
        run.events.compactMap { event in
            guard case .trained(let trained) = event.payload, trained.model == .candidate else { return nil }
            return trained.attempt
        }
    }

    @Test func highRiskTakesTheNextRecipeUntilItIsLow() async throws {
        let program = try program(risk: Self.risk)
        var world = ScriptedWorld(program)
        world.assessments = [
            Interval(candidate: (20, 20)), Interval(candidate: (25, 15)), Interval(candidate: (39, 1)),
        ]
        let run = try await RecordedRun.run(program, in: world)
        #expect(attempts(run) == [1, 2, 3])
        #expect(run.outcome == .released)
        let assessed = run.events.compactMap { if case .assessed(let event) = $0.payload { event } else { nil } }
        #expect(assessed.map(\.isLow) == [false, false, true])
        #expect(assessed.map(\.attempt) == [1, 2, 3])
        #expect(assessed.allSatisfy { $0.attempts == 3 })
    }

    @Test func usedUpRecipesStopTheRelease() async throws {
        let program = try program(risk: Self.risk)
        var world = ScriptedWorld(program)
        world.assessments = [Interval(candidate: (20, 20))]
        let run = try await RecordedRun.run(program, in: world)
        #expect(attempts(run) == [1, 2, 3])
        #expect(run.outcome == .stopped)
        #expect(run.finished?.reason.contains("no recipe is left") == true)
        let isRouted = run.events.contains { if case .routed = $0.payload { true } else { false } }
        #expect(!isRouted)
    }

    @Test func highRiskWithoutRetrainingStops() async throws {
        let risk = Self.risk.replacing("retrain", with: "stop")
        let program = try program(risk: risk, gate: "{ if: accuracy < 0.1, then: retrain }")
        var world = ScriptedWorld(program)
        world.assessments = [Interval(candidate: (20, 20))]
        let run = try await RecordedRun.run(program, in: world)
        #expect(run.outcome == .stopped)
        #expect(attempts(run) == [1])
    }

    @Test func aGateReturnsEveryoneToTheBaselineAndStartsAgain() async throws {
        let program = try program(risk: Self.risk, gate: "{ if: accuracy < 0.7, then: retrain }")
        let bad = Interval(candidate: (60, 40))
        let run = try await RecordedRun.run(program, in: ScriptedWorld(program, [bad, Interval()]))
        #expect(run.judgements == ["retrain", "go_on", "promote"])
        let routes = run.events.compactMap {
            if case .routed(let routed) = $0.payload { routed.stage ?? "-" } else { nil }
        }
        #expect(routes == ["all", "-", "all"])
        #expect(attempts(run) == [1, 2])
        #expect(run.outcome == .released)
    }

    @Test func evidenceIsEmptyAfterRetraining() async throws {
        let program = try program(gate: "{ if: accuracy over 1m < 0.7, then: retrain }")
        let bad = Interval(candidate: (60, 40))
        let run = try await RecordedRun.run(program, in: ScriptedWorld(program, [bad, Interval()]))
        // The bad minute is forgotten: 190 of 200, not 250 of 300.
        let reading = run.lastJudgement?.promoteIf.first?.comparisons.first?.readings.first
        #expect(reading?.successes == 190)
        #expect(reading?.trials == 200)
    }

    @Test func aStagesTimeStartsAnewAndTheRunsTimeGoesOn() async throws {
        let program = try program(gate: "{ if: accuracy over 1m < 0.7, then: retrain }")
        let run = try await RecordedRun.run(
            program,
            in: ScriptedWorld(program, [Interval(candidate: (60, 40)), Interval()])
        )
        #expect(run.judgements == ["retrain", "go_on", "promote"])
        #expect(run.state.now == .seconds(180))
    }

    @Test func eachRecipeIsTriedOnce() async throws {
        let program = try program(gate: "{ if: accuracy < 0.7, then: retrain }")
        let run = try await RecordedRun.run(program, in: ScriptedWorld(program, [Interval(candidate: (60, 40))]))
        #expect(run.judgements == ["retrain", "retrain", "retrain"])
        #expect(attempts(run) == [1, 2, 3])
        #expect(run.outcome == .stopped)
        let last = run.events.compactMap { if case .routed(let routed) = $0.payload { routed } else { nil } }.last
        #expect(last?.stage == nil)
        #expect(last?.units == 0)
    }
}

import Execution
import Plan
import Testing

/// How a stage is judged, to the letter of the language reference.
@Suite struct StageJudgeTests {
    private func run(
        _ stage: String,
        _ intervals: [ScriptedWorld.Interval],
        rest: String = ""
    ) async throws -> RecordedRun {
        let program = try TestPlan.oneStage(stage, rest: rest)
        return try await RecordedRun.run(program, in: ScriptedWorld(program, intervals))
    }

    private typealias Interval = ScriptedWorld.Interval

    @Test func promotionWaitsForTheTime() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 3m }
            promote_if: [accuracy >= 0.9]
            """,
            [Interval()]
        )
        #expect(run.judgements == ["go_on", "go_on", "promote"])
        #expect(run.outcome == .released)
        #expect(run.state.now == .seconds(180))
    }

    @Test func promotionWaitsForTheSamples() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m, within: 10m, samples: 450 }
            promote_if: [accuracy >= 0.9]
            """,
            [Interval()]
        )
        #expect(run.judgements == ["go_on", "go_on", "go_on", "go_on", "promote"])
    }

    @Test func gatesReadEvidenceSinceTheStageBegan() async throws {
        // 50 of 100, then 100 of 100 each minute: 0.9 is reached when 450 of 500 are right.
        let run = try await run(
            """
            watch: { every: 1m, for: 1m, within: 10m }
            promote_if: [accuracy >= 0.9]
            """,
            [Interval(candidate: (50, 50)), Interval(candidate: (100, 0))]
        )
        #expect(run.judgements == ["go_on", "go_on", "go_on", "go_on", "promote"])
        let reading = run.lastJudgement?.promoteIf.first?.comparisons.first?.readings.first
        #expect(reading?.successes == 450)
        #expect(reading?.trials == 500)
    }

    @Test func aWindowReadsOnlyTheLastOfIt() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m, within: 10m }
            promote_if: [accuracy over 2m >= 0.9]
            """,
            [Interval(candidate: (50, 50)), Interval(candidate: (100, 0))]
        )
        #expect(run.judgements == ["go_on", "go_on", "promote"])
    }

    @Test func theDeadlineRollsBackUnlessStated() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 2m }
            promote_if: [accuracy >= 0.99]
            """,
            [Interval()]
        )
        #expect(run.judgements == ["go_on", "go_on", "go_on", "rollback"])
        #expect(run.outcome == .rolledBack)
        #expect(run.finished?.reason.contains("`accuracy >= 0.99` failed") == true)
    }

    @Test func aConditionThatHoldsRollsBackBeforeTheTimeIsOver() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 10m }
            promote_if: [accuracy >= 0.5]
            rollback_if: [accuracy < 0.8]
            """,
            [Interval(), Interval(candidate: (40, 60))]
        )
        #expect(run.judgements == ["go_on", "rollback"])
        #expect(run.outcome == .rolledBack)
    }

    @Test func failPrevailsOverPass() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m }
            promote_if: [accuracy >= 0.5]
            rollback_if: [accuracy < 0.99]
            """,
            [Interval()]
        )
        #expect(run.judgements == ["rollback"])
    }

    @Test func failuresCountInARow() async throws {
        let bad = Interval(candidate: (50, 50))
        let good = Interval()
        let run = try await run(
            """
            watch: { every: 1m, for: 20m }
            promote_if: [accuracy >= 0.5]
            rollback_if: [{ if: accuracy over 1m < 0.8, failures: 3 }]
            """,
            [bad, bad, good, bad, bad, bad]
        )
        #expect(run.judgements == ["go_on", "go_on", "go_on", "go_on", "go_on", "rollback"])
    }

    @Test func aWarningChangesNothing() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 2m }
            promote_if: [accuracy >= 0.5]
            rollback_if: [{ if: accuracy < 0.99, then: warn }]
            """,
            [Interval()]
        )
        #expect(run.judgements == ["go_on", "promote"])
        #expect(run.lastJudgement?.rollbackIf.first?.verdict == .fail)
    }

    @Test func aHoldLastsWhileItsConditionHolds() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m }
            promote_if: [accuracy >= 0.5]
            rollback_if: [{ if: accuracy over 1m < 0.8, then: hold }]
            """,
            [Interval(candidate: (70, 30)), Interval(candidate: (70, 30)), Interval()]
        )
        #expect(run.judgements == ["hold", "hold", "promote"])
    }

    @Test func aHoldIsBounded() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m, hold_for: 3m }
            promote_if: [accuracy >= 0.5]
            rollback_if: [{ if: accuracy < 0.99, then: hold }]
            """,
            [Interval()]
        )
        #expect(run.judgements == ["hold", "hold", "hold", "rollback"])
        #expect(run.lastJudgement?.reason.contains("held for 3m") == true)
    }

    @Test func tooFewObservationsHoldAtTheDeadline() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m, within: 2m, hold_for: 2m }
            promote_if: [accuracy >= 0.5]
            """,
            [Interval(candidate: (3, 0), baseline: (3, 0))]
        )
        #expect(run.judgements == ["go_on", "hold", "hold", "rollback"])
        #expect(run.lastJudgement?.promoteIf.first?.verdict == .noData)
    }

    @Test func minSamplesMovesTheBound() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m, min_samples: 3 }
            promote_if: [accuracy >= 0.5]
            """,
            [Interval(candidate: (3, 0))]
        )
        #expect(run.judgements == ["promote"])
    }

    @Test func aTripwireWithoutDataKeepsFromPromoting() async throws {
        let stage = """
            watch: { every: 1m, for: 1m, within: 2m, hold_for: 1m }
            promote_if: [latency.p99 < 1s]
            rollback_if: [accuracy < 0.5]
            """
        let intervals = [Interval(candidate: (1, 0), unlabelled: 100)]
        #expect(try await run(stage, intervals).judgements == ["go_on", "hold", "rollback"])
        let ignoring = stage.replacing("[accuracy < 0.5]", with: "[{ if: accuracy < 0.5, no_data: ignore }]")
        #expect(try await run(ignoring, intervals).judgements == ["promote"])
    }

    @Test func noRequestsHoldInsteadOfFailing() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m, within: 2m, hold_for: 1m }
            promote_if: [accuracy >= 0.5]
            """,
            [Interval(candidate: (0, 0), baseline: (0, 0))]
        )
        #expect(run.judgements == ["go_on", "hold", "rollback"])
    }

    @Test func anUndefinedValueDoesNotPass() async throws {
        // Only setosa is ever seen, so the recall of virginica has no value.
        let undefined = try await run(
            """
            watch: { every: 1m, for: 1m, within: 2m, min_samples: 1 }
            promote_if: ["recall[virginica] >= 0.5"]
            """,
            [Interval(candidate: (1, 0))]
        )
        #expect(undefined.judgements == ["go_on", "rollback"])
        #expect(undefined.lastJudgement?.promoteIf.first?.verdict == .inconclusive)
        let reading = undefined.lastJudgement?.promoteIf.first?.comparisons.first?.readings.first
        #expect(reading?.value == nil)
        #expect(reading?.undefinedReason != nil)
    }

    @Test func theBaselineIsTheSameMetricOnTheOtherModel() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m }
            promote_if: [accuracy >= baseline - 0.05]
            """,
            [Interval(candidate: (85, 15), baseline: (90, 10))]
        )
        // Exactly at the margin: 0.85 against 0.90 - 0.05.
        #expect(run.judgements == ["promote"])
        let short = try await self.run(
            """
            watch: { every: 1m, for: 1m, within: 1m }
            promote_if: [accuracy >= baseline - 0.05]
            """,
            [Interval(candidate: (84, 16), baseline: (90, 10))]
        )
        #expect(short.judgements == ["rollback"])
    }

    @Test func aPromoteConditionCanHaveAConsequence() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 2m, within: 10m }
            promote_if: [{ if: accuracy >= 0.99, then: rollback, failures: 2 }]
            """,
            [Interval()]
        )
        // Failures count from the moment on at which the stage could have been promoted.
        #expect(run.judgements == ["go_on", "go_on", "rollback"])
    }

    @Test(arguments: [("rollback", "rollback"), ("hold", "hold")])
    func otherwiseSaysWhatTheDeadlineDoes(word: String, decision: String) async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 1m, within: 1m, hold_for: 1m }
            promote_if: [accuracy >= 0.99]
            otherwise: \(word)
            """,
            [Interval()]
        )
        #expect(run.judgements.first == decision)
        #expect(run.outcome == .rolledBack)
    }

    @Test func latencyIsJudgedByItsQuantile() async throws {
        let run = try await run(
            """
            watch: { every: 1m, for: 5m }
            promote_if: [accuracy >= 0.5]
            rollback_if: [latency.p95 > 50ms]
            """,
            [Interval(), Interval(latency: .milliseconds(80))]
        )
        #expect(run.judgements == ["go_on", "rollback"])
        #expect(run.lastJudgement?.rollbackIf.first?.isMeasured == true)
    }
}

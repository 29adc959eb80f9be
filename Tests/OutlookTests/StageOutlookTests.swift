import Outlook
import Plan
import Testing

/// Numbers worked out by hand: a request a second reaches a stage of everyone.
@Suite struct StageOutlookTests {
    private func everyone(_ keys: String, rest: String = "") throws -> StageOutlook {
        let stage = "  - name: all\n    audience: 100%\n    "
        let keys = keys.split(separator: "\n").joined(separator: "\n    ")
        return try #require(try Outlooks.stages(stage + keys, rest: rest).stages.first)
    }

    private func earliest(_ stage: StageOutlook, _ trigger: StageResponse.Trigger) -> Duration? {
        stage.responses.first { $0.trigger == trigger }?.earliest
    }

    @Test func timesAreWholeJudgements() throws {
        let stage = try everyone(
            """
            watch: { every: 2m, for: 5m, within: 9m, hold_for: 3m }
            promote_if: [accuracy > 0.5]
            """
        )
        // Judged at 6m first; the deadline is seen at 10m, and a hold from then on ends at 14m.
        #expect(stage.duration == .seconds(6 * 60)...(.seconds(14 * 60)))
        #expect(stage.judgements == 3...7)
        #expect(earliest(stage, .deadline) == .seconds(10 * 60))
    }

    @Test func samplesTakeTheirTimeToArrive() throws {
        let stage = try everyone(
            """
            watch: { every: 1m, for: 1m, within: 1h, samples: 1200 }
            promote_if: [accuracy > 0.5]
            """
        )
        // A request a second, all of which the candidate answers: no luck brings one forward.
        #expect(stage.duration.lowerBound == .seconds(20 * 60))
    }

    @Test func aConditionNeedsItsObservations() throws {
        let stage = try everyone(
            """
            watch: { every: 10s, for: 10m, min_samples: 100 }
            promote_if: [accuracy > 0.5]
            rollback_if:
              - { if: accuracy < 0.2, failures: 3 }
              - requests > 5000
              - feedback.negative > 90%
            """,
            rest: "feedback: { from: f.jsonl }"
        )
        // 100 after 100s; the third failure in a row is two judgements later.
        #expect(earliest(stage, .rollbackIf("accuracy < 0.2", failures: 3)) == .seconds(120))
        // The first judgement after 5001 seconds; ratings are not bounded by requests.
        #expect(earliest(stage, .rollbackIf("requests > 5000", failures: 1)) == .seconds(5010))
        #expect(earliest(stage, .rollbackIf("feedback.negative > 0.9", failures: 1)) == .seconds(10))
        #expect(stage.delayAfterChange == .seconds(10))
    }

    @Test func partsOfAConditionAnswerAtTheirTimes() throws {
        func earliest(_ condition: String) throws -> Duration? {
            let stage = try everyone(
                """
                watch: { every: 10s, for: 10m, min_samples: 100 }
                promote_if: [accuracy > 0.5 or kappa > 0.5]
                rollback_if: ["\(condition)"]
                """
            )
            return stage.responses.first { if case .rollbackIf = $0.trigger { true } else { false } }?.earliest
        }
        // The first judgements after 51 and after 100 seconds.
        #expect(try earliest("accuracy < 0.2 or requests > 50") == .seconds(60))
        #expect(try earliest("accuracy < 0.2 and f1 < 0.2") == .seconds(100))
        #expect(try earliest("2 of (accuracy < 0.2, f1 < 0.2, requests > 100)") == .seconds(100))
        #expect(try earliest("not accuracy >= 0.2") == .seconds(100))
    }

    @Test func anAlertMustHoldForItsTime() throws {
        let stage = try everyone(
            """
            watch: { every: 1m, for: 10m }
            promote_if: [accuracy > 0.5]
            """,
            rest: """
                alerts:
                  - { name: slow, when: latency.p99 > 1s, for: 150s, notify: [terminal], then: rollback }
                  - { name: now, when: accuracy < 0.1, then: hold }
                  - { name: told, when: accuracy < 0.1, notify: [terminal] }
                notify: { terminal: {} }
                """
        )
        // Pending after the first minute, firing at the first judgement two and a half minutes later.
        let slow = try #require(stage.responses.first { $0.trigger == .alert("slow") })
        #expect(slow.earliest == .seconds(4 * 60))
        #expect(slow.told == ["terminal"])
        #expect(slow.action == .rollback)
        #expect(slow.withdrawnAfterChange == .seconds(4 * 60))
        let now = try #require(stage.responses.first { $0.trigger == .alert("now") })
        #expect(now.earliest == .seconds(60))
        #expect(now.withdrawnAfter == .seconds(60 + 24 * 3600))
        let told = try #require(stage.responses.first { $0.trigger == .alert("told") })
        #expect(told.withdrawnAfter == nil)
        #expect(stage.firstWithdrawal == slow)
    }

    @Test func failingARequirementHasTheConsequenceThatIsStated() throws {
        let stage = try everyone(
            """
            watch: { every: 1m, for: 5m }
            promote_if:
              - { if: accuracy > 0.9, then: rollback, failures: 2 }
              - accuracy > 0.5
            otherwise: hold
            """
        )
        #expect(earliest(stage, .promoteIf("accuracy > 0.9", failures: 2)) == .seconds(6 * 60))
        #expect(!stage.responses.contains { $0.trigger == .promoteIf("accuracy > 0.5", failures: 1) })
        #expect(stage.responses.first { $0.trigger == .deadline }?.action == .hold(.seconds(24 * 3600)))
        #expect(stage.exposure == nil || stage.exposure?.after == .seconds(6 * 60))
    }

    @Test func exposureIsWhatCameByThen() throws {
        let stage = try everyone(
            """
            watch: { every: 1m, for: 10m }
            promote_if: [accuracy > 0.5]
            rollback_if: [{ if: accuracy < 0.2, failures: 4 }]
            """
        )
        #expect(stage.exposure?.after == .seconds(4 * 60))
        #expect(stage.exposure?.requests == 240)
        #expect(stage.exposure?.units == 240)
    }

    /// What must hold together is known to when the last of it is, and what trips alone as soon as it can.
    @Test func conditionsThatHoldTogether() throws {
        func shortest(_ condition: String) throws -> Duration {
            let stages = """
                  - name: all
                    audience: 100%
                    watch: { every: 1m, for: 1m, within: 10h, min_samples: 1 }
                    promote_if: [{ if: "\(condition)", evidence: sequential }]
                """
            return try Outlooks.stages(stages).stages[0].duration.lowerBound
        }
        let (soon, late) = (try shortest("error_rate <= 0.9"), try shortest("accuracy >= 0.95"))
        #expect(soon < late)
        #expect(try shortest("error_rate <= 0.9 and accuracy >= 0.95") == late)
        #expect(try shortest("error_rate <= 0.9 or accuracy >= 0.95") == soon)
        #expect(try shortest("not (error_rate > 0.9 or accuracy < 0.95)") == late)
    }
}

import Compiler
import Diagnostics
import Statistics
import Testing

/// What evidence can show at best: bars just below it are left alone, and bars just above it are refused.
@Suite struct EvidenceReachRuleTests {
    private func compiled(
        evidence: String = "method: sequential",
        risk: String? = nil,
        traffic: String = "rate: 20/s, users: 200",
        audience: String = "100%",
        promote: String = "[{ if: requests > 2, evidence: point }]",
        rollback: String? = nil,
        rest: String = ""
    ) -> Compiled {
        Compiled(
            """
            planrun: 1
            name: p
            data: { iris: { csv: data/iris.csv, label: species, split: { test: 20%, seed: 42 } } }
            models:
              baseline: { majority_class: {}, train: iris.train }
              candidate: { decision_tree: {}, train: iris.train }
            traffic: { replay: iris.test, \(traffic) }
            evidence: { \(evidence) }
            \(risk.map { "risk: { on: iris.test, low_if: \($0) }" } ?? "")
            stages:
              - name: some
                audience: \(audience)
                watch: { every: 1m, for: 2m, within: 4m, hold_for: 2m, min_samples: 1 }
                promote_if: \(promote)
            \(rollback.map { "    rollback_if: \($0)" } ?? "")
            \(audience == "100%" ? "" : "  - { name: all, audience: 100%, watch: { every: 1m, for: 1d }, promote_if: [{ if: requests > 2, evidence: point }] }")
            \(rest)
            """
        )
    }

    private let refused = ["undecidable-condition"]

    /// Of 30 rows that are all right Wilson's interval begins at n / (n + z * z), with z = 1.6449 where 5 % may be wrong on a side.
    @Test func anAssessmentOfThirtyRows() {
        #expect(compiled(risk: "[{ if: accuracy >= 0.9172, evidence: interval }]").codes == [])
        #expect(compiled(risk: "[{ if: accuracy >= 0.9174, evidence: interval }]").codes == refused)
        #expect(compiled(risk: "[{ if: accuracy >= 0.9174, evidence: point }]").codes == [])
        // With 1 % z is 2.3263.
        let surer = "method: sequential, error: { release: 1% }"
        #expect(compiled(evidence: surer, risk: "[{ if: accuracy >= 0.847, evidence: interval }]").codes == [])
        #expect(compiled(evidence: surer, risk: "[{ if: accuracy >= 0.848, evidence: interval }]").codes == refused)
    }

    /// Where the sequence begins if all are right.
    private func best(_ count: Int, error: Double) throws -> Double {
        let sequence = BetaBinomialSequence(
            successes: count,
            trials: count,
            error: error,
            tunedFor: SequenceTuning.observations
        )
        return try #require(sequence).lower
    }

    /// A bar as plans write it.
    private func text(_ bar: Double) -> String { "\((bar * 1e5).rounded() / 1e5)" }

    /// Each of 200 users counts once, whatever they ask; where requests are independent, 20 a second do in 6 minutes.
    @Test func aStageOfFewUsers() throws {
        let lower = try best(200, error: 0.05)
        #expect(compiled(promote: "[accuracy >= \(text(lower - 1e-4))]").codes == [])
        #expect(compiled(promote: "[accuracy >= \(text(lower + 1e-4))]").codes == refused)
        let many = "method: sequential, independent: requests"
        #expect(compiled(evidence: many, promote: "[accuracy >= \(text(lower + 1e-4))]").codes == [])
        #expect(compiled(evidence: many, promote: "[accuracy >= 0.9999]").codes == refused)
    }

    /// What a rollback may be wrong is divided among the conditions that must be sure.
    @Test func aRollbackThatSharesItsError() throws {
        let (alone, shared) = (1 - (try best(200, error: 0.05)), 1 - (try best(200, error: 0.025)))
        #expect(alone + 2e-3 < shared)
        let bar = (alone + shared) / 2
        #expect(compiled(rollback: "[accuracy < \(text(bar))]").codes == [])
        #expect(compiled(rollback: "[accuracy < \(text(bar)), error_rate > 0.5]").codes == refused)
        #expect(compiled(rollback: "[accuracy < \(text(bar)), { if: error_rate > 0.5, evidence: point }]").codes == [])
    }

    @Test(
        arguments: [
            "not accuracy < 0.99", "error_rate <= 0.01", "1 - accuracy < 0.01", "accuracy >= 0.99 and error_rate < 0.5",
            "accuracy == 0.5", "accuracy >= 1",
        ]
    )
    func whatCannotBeShown(condition: String) {
        #expect(compiled(promote: "['\(condition)']").codes == refused)
    }

    @Test(
        arguments: [
            "not accuracy < 0.5", "error_rate <= 0.5", "accuracy >= 0.99 or error_rate < 0.5", "accuracy != 0.5",
            "'any of (accuracy >= 0.99, error_rate < 0.5)'", "latency.p95 < 10ms", "accuracy >= baseline - 0.05",
            "accuracy < 0.99",
        ]
    )
    func whatMayBeShown(condition: String) {
        let text = condition.hasPrefix("'") ? condition : "'\(condition)'"
        #expect(compiled(promote: "[\(text)]").codes.filter { $0 != "backward-condition" } == [])
    }

    /// Where one model is right whenever the other is wrong, no more can be shown.
    @Test func twoModels() throws {
        let pairs = PairCounts(worse: 0, same: 0, better: 200)
        let lower = try #require(PairedSequence(pairs, error: 0.05)).lower
        #expect(compiled(promote: "[accuracy >= baseline + \(text(lower - 1e-3))]").codes == [])
        #expect(compiled(promote: "[accuracy >= baseline + \(text(lower + 1e-3))]").codes == refused)
        #expect(compiled(rollback: "[accuracy < baseline - \(text(lower - 1e-3))]").codes == [])
        #expect(compiled(rollback: "[accuracy < baseline - \(text(lower + 1e-3))]").codes == refused)
    }

    /// A fixed sample is what the window has: 51 requests at as many a minute.
    @Test func aWindow() {
        let fixed = "method: interval"
        #expect(compiled(evidence: fixed, traffic: "rate: 51/m", promote: "[accuracy over 1m >= 0.94]").codes == [])
        #expect(
            compiled(evidence: fixed, traffic: "rate: 51/m", promote: "[accuracy over 1m >= 0.96]").codes == refused
        )
        #expect(compiled(evidence: fixed, traffic: "rate: 51/m", promote: "[accuracy >= 0.96]").codes == [])
    }

    // MARK: Drops

    /// Wilson's interval at 5 % a side, by the exact binomial distribution (scipy 1.16: `binom.sf(k - 1, n, p)`): a share of 0.7 is found to lie below 0.8
    /// in 90 % of the samples of 149, where 30 % of the answers are wrong.
    @Test func aDropBelowANumber() {
        func codes(_ most: Int, detect: String = "10%") -> [String] {
            self.compiled(
                evidence: "method: interval, detect: \(detect), power: 90%",
                traffic: "rate: \(most)/m, users: 100000",
                promote: "[{ if: requests > 2, evidence: point }]",
                rollback: "[accuracy over 1m < 0.8]"
            ).codes
        }
        // With luck 4 standard deviations more come than are expected.
        #expect(codes(60) == ["drop-out-of-reach"])
        #expect(codes(160) == [])
        #expect(codes(60, detect: "20%") == [])
    }

    /// By the formula in plain Python: a drop of 0.1 takes 140 pairs, and one of 0.1 below a margin of 0.3 takes 440.
    @Test func aDropBelowTheBaseline() {
        func codes(users: Int, _ rollback: String, detect: String = ", detect: 10%, power: 90%") -> [String] {
            self.compiled(
                evidence: "method: sequential\(detect)",
                traffic: "rate: 20/s, users: \(users)",
                rollback: "[\(rollback)]"
            ).codes
        }
        #expect(codes(users: 150, "accuracy < baseline") == [])
        #expect(codes(users: 130, "accuracy < baseline") == ["drop-out-of-reach"])
        #expect(codes(users: 430, "accuracy < baseline - 0.3") == ["drop-out-of-reach"])
        #expect(codes(users: 460, "accuracy < baseline - 0.3") == [])
        // A plan that names no drop asks for none.
        #expect(codes(users: 130, "accuracy < baseline", detect: "") == [])
    }

    // MARK: What else is seen

    /// Waiting for a change window is watched, and so is a stage that is gone through once more.
    @Test func waitsAndReturnsBringMore() {
        let few = "rate: 20/m, users: 100000"
        #expect(compiled(traffic: few, promote: "[accuracy >= 0.99]").codes == refused)
        let mondays = "changes: { only: { days: [mon], hours: 09:00-10:00, zone: Europe/Berlin } }"
        #expect(compiled(traffic: few, promote: "[accuracy >= 0.99]", rest: mondays).codes == [])
        let back = "[{ if: accuracy < 0.4, then: step_back, evidence: point }]"
        #expect(compiled(traffic: few, audience: "50%", promote: "[accuracy >= 0.99]", rollback: back).codes == [])
    }

    /// What is blamed is what cannot be shown, and not what can.
    @Test func theRightComparisonIsBlamed() {
        let found = compiled(promote: "[accuracy >= 0.5 and error_rate <= 0.0001]").diagnostics
        #expect(found.contains { $0.notes.contains { $0.contains("`error_rate` is shown") } })
        #expect(found.contains { $0.help.contains { $0.contains("independent: requests") } })
    }
}

import Testing

/// What is proved of conditions that must be sure, and what is not, as evidence may leave open what numbers cannot.
@Suite struct EvidenceProofTests {
    private static let proofs = ["exclusive-conditions", "constant-condition", "never-promoted"]

    private func proved(
        _ evidence: String,
        promote: String = "[kappa > 0.5]",
        rollback: String? = nil,
        lowIf: String = "[kappa > 0.1]"
    ) -> [String] {
        Compiled(
            """
            planrun: 1
            name: p
            data: { iris: { csv: data/iris.csv, label: species } }
            models:
              baseline: { majority_class: {}, train: iris }
              candidate: { decision_tree: {}, train: iris, retrain: [{ max_depth: 2 }] }
            traffic: { replay: iris, rate: 20/s }
            evidence: { \(evidence) }
            risk: { on: iris, low_if: \(lowIf.replacing("kappa > 0.1", with: "{ if: kappa > 0.1, evidence: point }")), otherwise: retrain }
            stages:
              - name: all
                audience: 100%
                watch: { every: 1m, for: 10m }
                promote_if: \(promote.replacing("kappa > 0.5", with: "{ if: kappa > 0.5, evidence: point }"))
                \(rollback.map { "rollback_if: \($0)" } ?? "otherwise: rollback")
            """
        ).codes.filter(Self.proofs.contains)
    }

    /// Both conditions have the same interval, and no number is on both sides.
    @Test(arguments: ["method: interval", "method: sequential"])
    func theSameEvidenceIsOnOneSideOnly(evidence: String) {
        #expect(proved(evidence, promote: "[accuracy >= 0.9, accuracy < 0.85]") == ["exclusive-conditions"])
        #expect(proved(evidence, lowIf: "[accuracy >= 0.9, accuracy < 0.85]") == ["exclusive-conditions"])
        #expect(proved(evidence, promote: "[accuracy >= 0.9 and accuracy < 0.85]") == ["constant-condition"])
        #expect(proved(evidence, rollback: "[not (accuracy >= 0.5 or accuracy < 0.6)]") == ["constant-condition"])
        let margins = "[accuracy >= baseline, accuracy + 0.05 < baseline]"
        #expect(proved(evidence, promote: margins) == ["exclusive-conditions"])
        #expect(proved(evidence, promote: "[accuracy >= 0.9]", rollback: "[accuracy >= 0.8]") == ["never-promoted"])
        let both = "[accuracy >= baseline - 0.1 and accuracy >= baseline - 0.2]"
        #expect(proved(evidence, promote: "[accuracy >= baseline]", rollback: both) == ["never-promoted"])
    }

    /// Another window or metric, what may be undecided, and another allowance for error.
    @Test(arguments: ["method: interval", "method: sequential"])
    func whatEvidenceMayLeaveOpen(evidence: String) {
        #expect(proved(evidence, promote: "[accuracy >= 0.85, accuracy < 0.9]") == [])
        #expect(proved(evidence, promote: "[accuracy >= 0.9, error_rate < 0.85]") == [])
        #expect(proved(evidence, promote: "[accuracy >= 0.9, accuracy < baseline - 0.2]") == [])
        #expect(proved(evidence, promote: "[accuracy >= 0.5 or accuracy < 0.6]") == [])
        #expect(proved(evidence, promote: "[accuracy >= 0.5]", rollback: "[accuracy < 0.7, accuracy >= 0.6]") == [])
        #expect(proved(evidence, promote: "[accuracy >= 0.5]", rollback: "[accuracy < 0.7 or accuracy >= 0.6]") == [])
        #expect(
            proved(evidence, promote: "[accuracy >= 0.9]", rollback: "[{ if: accuracy >= 0.8, failures: 2 }]") == []
        )
        let surer = evidence + ", error: { rollback: 1% }"
        #expect(proved(surer, promote: "[accuracy >= 0.9]", rollback: "[accuracy >= 0.8]") == [])
        // Two of them share what a rollback may be wrong.
        #expect(proved(evidence, promote: "[accuracy >= 0.9]", rollback: "[accuracy >= 0.8, accuracy < 0.1]") == [])
    }

    /// The interval of a share has its plain value in it; one that is drawn again need not, and a sequence is of units.
    @Test func plainValuesBesideEvidence() {
        func beside(_ method: String, _ metric: String) -> [String] {
            proved("method: point", promote: "[{ if: \(metric) >= 0.9, evidence: \(method) }, \(metric) < 0.85]")
        }
        #expect(beside("interval", "accuracy") == ["exclusive-conditions"])
        #expect(beside("interval", "f1") == [])
        #expect(beside("sequential", "accuracy") == [])
        let sure = "[{ if: accuracy >= 0.9, evidence: interval }]"
        #expect(proved("method: point", promote: sure, rollback: "[accuracy >= 0.8]") == ["never-promoted"])
        let tripwire = "[{ if: accuracy >= 0.8, evidence: interval }]"
        #expect(proved("method: point", promote: "[accuracy >= 0.9]", rollback: tripwire) == [])
    }
}

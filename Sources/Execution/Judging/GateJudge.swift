import Plan

/// What a condition that holds means.
enum GatePurpose {
    /// It must hold: `promote_if`, `low_if`.
    case requirement
    /// It must not hold: `rollback_if`, `when`.
    case tripwire
}

/// Judges one gate: which answer of its condition is a pass depends on what the gate is for.
struct GateJudge<Evidence: EvidenceSource> {
    let evidence: Evidence

    /// The gate's record, given how many judgements in a row it has failed before.
    func judge(_ gate: GateSpec, as purpose: GatePurpose, failuresBefore: Int) -> GateRecord {
        judge(
            gate.condition,
            text: gate.text,
            minimumSamples: gate.minimumSamples,
            as: purpose,
            failuresBefore: failuresBefore,
            failuresNeeded: gate.failures
        )
    }

    func judge(
        _ condition: Condition,
        text: String,
        minimumSamples: Int,
        as purpose: GatePurpose,
        failuresBefore: Int = 0,
        failuresNeeded: Int = 1
    ) -> GateRecord {
        let evaluator = ConditionEvaluator(evidence: evidence, minimumSamples: minimumSamples)
        let (answer, comparisons) = evaluator.answer(condition)
        let verdict: GateRecord.Verdict =
            switch answer {
            case .holds: purpose == .requirement ? .pass : .fail
            case .doesNotHold: purpose == .requirement ? .fail : .pass
            case .inconclusive: .inconclusive
            case .noData: .noData
            }
        return GateRecord(
            text: text,
            verdict: verdict,
            failures: verdict == .fail ? failuresBefore + 1 : 0,
            failuresNeeded: failuresNeeded,
            comparisons: comparisons
        )
    }
}

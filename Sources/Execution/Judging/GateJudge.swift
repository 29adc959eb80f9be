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
    private let evaluator: ConditionEvaluator<Evidence>
    /// What must not hold is judged with the benefit of the doubt, where labels that have not come leave any.
    private let lenient: ConditionEvaluator<Evidence>?

    init(evidence: Evidence) {
        evaluator = ConditionEvaluator(evidence: evidence)
        lenient = evidence.part(.lenient).map { ConditionEvaluator(evidence: $0) }
    }

    private func answer(_ gate: ReadyGate, as purpose: GatePurpose, _ trace: inout AnswerTrace) -> ConditionAnswer {
        switch purpose {
        case .requirement: evaluator.answer(gate.condition, of: gate, as: purpose, &trace)
        case .tripwire: (lenient ?? evaluator).answer(gate.condition, of: gate, as: purpose, &trace)
        }
    }

    /// The gate's record, given how many judgements in a row it has failed before.
    func judge(_ gate: ReadyGate, as purpose: GatePurpose, failuresBefore: Int = 0) -> GateRecord {
        var trace = AnswerTrace(values: [])
        trace.values?.reserveCapacity(gate.readingCount)
        let answer = answer(gate, as: purpose, &trace)
        let verdict = answer.verdict(as: purpose)
        return GateRecord(
            gate,
            verdict: verdict,
            failures: verdict == .fail ? failuresBefore + 1 : 0,
            trace: trace
        )
    }

    /// The verdict alone, which costs less.
    func verdict(_ gate: ReadyGate, as purpose: GatePurpose) -> GateRecord.Verdict {
        var trace = AnswerTrace(values: nil)
        return answer(gate, as: purpose, &trace).verdict(as: purpose)
    }
}

extension ConditionAnswer {
    fileprivate func verdict(as purpose: GatePurpose) -> GateRecord.Verdict {
        switch self {
        case .holds: purpose == .requirement ? .pass : .fail
        case .doesNotHold: purpose == .requirement ? .fail : .pass
        case .inconclusive: .inconclusive
        case .noData: .noData
        case .error: .error
        }
    }
}

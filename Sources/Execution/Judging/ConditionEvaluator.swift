import Metrics
import Plan

/// What a condition comes to. `inconclusive`, `noData` and `error` are all unknown; with several at hand, the last of them
/// speaks.
enum ConditionAnswer: Hashable {
    case holds
    case doesNotHold
    case inconclusive
    case noData
    case error
}

/// What was found on the way to an answer.
struct AnswerTrace: Sendable {
    /// What was read, in the order of the condition, unless nobody wants it.
    var values: [ReadValue]?
    /// What the evidence says of each comparison, in the order of the condition, where the gate asks for any.
    var evidence: [EvidenceRecord?] = []
}

/// Answers a condition from evidence, by three-valued logic: what cannot be known is not taken for an answer.
struct ConditionEvaluator<Evidence: EvidenceSource> {
    private let reader: MetricReader<Evidence>

    init(evidence: Evidence) { reader = MetricReader(evidence: evidence) }

    /// The answer; below the gate's `min_samples` a metric has no data, and where it asks for evidence that does not tell there
    /// is none.
    ///
    /// - Parameter trace: Takes what is found on the way to the answer, in the order of the condition.
    func answer(_ condition: ReadyCondition, of gate: ReadyGate, _ trace: inout AnswerTrace) -> ConditionAnswer {
        switch condition {
        case .comparison(let comparison): return compare(comparison, gate, &trace)
        case .not(let condition): return answer(condition, of: gate, &trace).negated
        case .atLeast(let count, let conditions):
            let answers = conditions.map { answer($0, of: gate, &trace) }
            return combined(answers, atLeast: count)
        }
    }

    /// Holds once `count` hold; does not once so many do not that `count` is out of reach; else it is unknown.
    private func combined(_ answers: [ConditionAnswer], atLeast count: Int) -> ConditionAnswer {
        let holding = answers.count { $0 == .holds }
        let failing = answers.count { $0 == .doesNotHold }
        if holding >= count { return .holds }
        if answers.count - failing < count { return .doesNotHold }
        if answers.contains(.error) { return .error }
        return answers.contains(.noData) ? .noData : .inconclusive
    }

    /// What is found out of a comparison on the way to its answer.
    private struct Findings {
        let minimumSamples: Int
        /// Whether one rests on too few observations. A count is known however small it is.
        var isThin = false
        /// Whether one could not be had.
        var isLacking = false
    }

    private func compare(
        _ comparison: ReadyComparison,
        _ gate: ReadyGate,
        _ trace: inout AnswerTrace
    ) -> ConditionAnswer {
        var findings = Findings(minimumSamples: gate.minimumSamples)
        let left = value(of: comparison.left, &findings, &trace.values)
        let right = value(of: comparison.right, &findings, &trace.values)
        let evidence = gate.assurance.flatMap { self.evidence(for: comparison, $0) }
        if gate.assurance != nil { trace.evidence.append(evidence) }
        if findings.isLacking { return .error }
        if findings.isThin { return .noData }
        guard let left, let right else { return .inconclusive }
        guard gate.assurance == nil else {
            guard let holds = evidence?.holds(comparison.relation) else { return .inconclusive }
            return holds ? .holds : .doesNotHold
        }
        return comparison.relation.holds(left, right) ? .holds : .doesNotHold
    }

    /// Nil where a metric has no such evidence, or no value.
    private func evidence(for comparison: ReadyComparison, _ assurance: Assurance) -> EvidenceRecord? {
        switch assurance.method {
        case .point: nil
        case .interval: IntervalEvidence(reader, error: assurance.error).record(of: comparison)
        case .sequential: SequentialEvidence(reader, error: assurance.error).record(of: comparison)
        }
    }

    private func value(
        of expression: ReadyExpression,
        _ findings: inout Findings,
        _ values: inout [ReadValue]?
    ) -> Double? {
        switch expression {
        case .constant(let value): return value
        case .reading(let metric, let model):
            let value = reader.read(metric, of: model)
            if value.samples < findings.minimumSamples, value.type(of: metric) != .count { findings.isThin = true }
            if value.isLacking { findings.isLacking = true }
            values?.append(value)
            return value.number
        case .operation(let operation):
            let left = value(of: operation.left, &findings, &values)
            let right = value(of: operation.right, &findings, &values)
            guard let left, let right else { return nil }
            return operation.sign.apply(left, right)
        }
    }
}

extension ConditionAnswer {
    fileprivate var negated: Self {
        switch self {
        case .holds: .doesNotHold
        case .doesNotHold: .holds
        case .inconclusive, .noData, .error: self
        }
    }
}

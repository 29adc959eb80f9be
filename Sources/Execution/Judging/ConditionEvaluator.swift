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

/// Answers a condition from evidence, by three-valued logic: what cannot be known is not taken for an answer.
struct ConditionEvaluator<Evidence: EvidenceSource> {
    private let reader: MetricReader<Evidence>

    init(evidence: Evidence) { reader = MetricReader(evidence: evidence) }

    /// The answer; below `minimumSamples` a metric has no data.
    ///
    /// - Parameter values: Takes what is read on the way to the answer, in the order of the condition, unless it is nil.
    func answer(
        _ condition: ReadyCondition,
        minimumSamples: Int,
        _ values: inout [ReadValue]?
    ) -> ConditionAnswer {
        switch condition {
        case .comparison(let comparison): return compare(comparison, minimumSamples, &values)
        case .not(let condition): return answer(condition, minimumSamples: minimumSamples, &values).negated
        case .atLeast(let count, let conditions):
            let answers = conditions.map { answer($0, minimumSamples: minimumSamples, &values) }
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
        _ minimumSamples: Int,
        _ values: inout [ReadValue]?
    ) -> ConditionAnswer {
        var findings = Findings(minimumSamples: minimumSamples)
        let left = value(of: comparison.left, &findings, &values)
        let right = value(of: comparison.right, &findings, &values)
        if findings.isLacking { return .error }
        if findings.isThin { return .noData }
        guard let left, let right else { return .inconclusive }
        return comparison.relation.holds(left, right) ? .holds : .doesNotHold
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

import Metrics
import Plan

/// What a condition comes to. `noData` and `inconclusive` are both unknown; with both at hand, `noData` speaks.
enum ConditionAnswer: Hashable {
    case holds
    case doesNotHold
    case inconclusive
    case noData
}

/// Answers a condition from evidence, by three-valued logic: what cannot be known is not taken for an answer.
struct ConditionEvaluator<Evidence: EvidenceSource> {
    let evidence: Evidence
    let minimumSamples: Int

    /// The answer, with a record of each comparison on the way to it.
    func answer(_ condition: Condition) -> (answer: ConditionAnswer, comparisons: [ComparisonRecord]) {
        switch condition {
        case .comparison(let comparison):
            let (answer, record) = compare(comparison)
            return (answer, [record])
        case .not(let condition):
            let (answer, records) = answer(condition)
            return (answer.negated, records)
        case .atLeast(let count, let conditions):
            let parts = conditions.map { answer($0) }
            return (combined(parts.map(\.answer), atLeast: count), parts.flatMap(\.comparisons))
        }
    }

    /// Holds once `count` hold; does not once so many do not that `count` is out of reach; else it is unknown.
    private func combined(_ answers: [ConditionAnswer], atLeast count: Int) -> ConditionAnswer {
        let holding = answers.count { $0 == .holds }
        let failing = answers.count { $0 == .doesNotHold }
        if holding >= count { return .holds }
        if answers.count - failing < count { return .doesNotHold }
        return answers.contains(.noData) ? .noData : .inconclusive
    }

    private func compare(_ comparison: Comparison) -> (ConditionAnswer, ComparisonRecord) {
        var readings: [Reading] = []
        let left = value(of: comparison.left, &readings)
        let right = value(of: comparison.right, &readings)
        let record = ComparisonRecord(left: left, relation: comparison.relation, right: right, readings: readings)
        // A count is known however small it is; anything else needs observations to rest on.
        if readings.contains(where: { $0.type != .count && $0.samples < minimumSamples }) { return (.noData, record) }
        guard let left, let right else { return (.inconclusive, record) }
        return (comparison.relation.holds(left, right) ? .holds : .doesNotHold, record)
    }

    private func value(of expression: Expression, _ readings: inout [Reading]) -> Double? {
        switch expression {
        case .constant(let value, _): return value
        case .metric(let reference): return read(reference, of: .candidate, &readings)
        case .baseline(let reference): return read(reference, of: .baseline, &readings)
        case .binary(let sign, let left, let right):
            let a = value(of: left, &readings)
            let b = value(of: right, &readings)
            guard let a, let b else { return nil }
            return sign.apply(a, b)
        }
    }

    private func read(_ reference: MetricReference, of model: ModelRole, _ readings: inout [Reading]) -> Double? {
        let reading = MetricReader(evidence: evidence).read(reference, of: model)
        readings.append(reading)
        return reading.value
    }
}

extension ConditionAnswer {
    fileprivate var negated: Self {
        switch self {
        case .holds: .doesNotHold
        case .doesNotHold: .holds
        case .inconclusive, .noData: self
        }
    }
}

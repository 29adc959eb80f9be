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
    /// - Parameter records: Takes a record of each comparison on the way to the answer, unless it is nil.
    func answer(
        _ condition: ReadyCondition,
        minimumSamples: Int,
        _ records: inout [ComparisonRecord]?
    ) -> ConditionAnswer {
        switch condition {
        case .comparison(let comparison): return compare(comparison, minimumSamples, &records)
        case .not(let condition): return answer(condition, minimumSamples: minimumSamples, &records).negated
        case .atLeast(let count, let conditions):
            let answers = conditions.map { answer($0, minimumSamples: minimumSamples, &records) }
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

    /// What is read on the way to an answer.
    private struct Readings {
        var all: [Reading] = []
        let isRecording: Bool
        let minimumSamples: Int
        /// Whether one rests on too few observations. A count is known however small it is.
        var isThin = false
        /// Whether one could not be had.
        var isLacking = false
    }

    private func compare(
        _ comparison: ReadyComparison,
        _ minimumSamples: Int,
        _ records: inout [ComparisonRecord]?
    ) -> ConditionAnswer {
        var readings = Readings(isRecording: records != nil, minimumSamples: minimumSamples)
        if readings.isRecording { readings.all.reserveCapacity(comparison.readingCount) }
        let left = value(of: comparison.left, &readings)
        let right = value(of: comparison.right, &readings)
        if readings.isRecording {
            records?.append(
                ComparisonRecord(left: left, relation: comparison.relation, right: right, readings: readings.all)
            )
        }
        if readings.isLacking { return .error }
        if readings.isThin { return .noData }
        guard let left, let right else { return .inconclusive }
        return comparison.relation.holds(left, right) ? .holds : .doesNotHold
    }

    private func value(of expression: ReadyExpression, _ readings: inout Readings) -> Double? {
        switch expression {
        case .constant(let value): return value
        case .reading(let metric, let model):
            let reading = reader.read(metric, of: model)
            let value = reading.value
            if reading.samples < readings.minimumSamples, reading.type != .count { readings.isThin = true }
            if reading.problem != nil { readings.isLacking = true }
            if readings.isRecording { readings.all.append(reading) }
            return value
        case .operation(let operation):
            let left = value(of: operation.left, &readings)
            let right = value(of: operation.right, &readings)
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

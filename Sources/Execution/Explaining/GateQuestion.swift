import Plan

/// A gate's condition with what was read for it, to be answered again with other readings.
struct GateQuestion: Sendable {
    let condition: Condition
    /// Below so many observations a reading counts for nothing; 0 where that is not known.
    let minimumSamples: Int
    private let readings: [Key: Reading]
    /// The one comparison that there is, where intervals have decided it.
    private let weighed: WeighedComparison?

    /// Whether it can be weighed again.
    var isWeighed: Bool { weighed != nil }

    private struct Key: Hashable {
        let metric: String
        let model: ModelRole
    }

    init(_ condition: Condition, record: GateRecord, minimumSamples: Int) {
        self.condition = condition
        self.minimumSamples = minimumSamples
        let pairs = record.comparisons.flatMap(\.readings).map { (Key(metric: $0.metric, model: $0.model), $0) }
        readings = Dictionary(pairs) { first, _ in first }
        let comparisons = Self.comparisons(of: condition)
        weighed =
            comparisons.count == 1 && record.comparisons.count == 1
            ? WeighedComparison(comparisons[0], record.comparisons[0]) : nil
    }

    /// What was read of the candidate, by metric.
    var candidateReadings: [String: Reading] {
        var result: [String: Reading] = [:]
        for (key, reading) in readings where key.model == .candidate { result[key.metric] = reading }
        return result
    }

    /// Whether the condition holds with these values of the candidate in the place of what was read; nil where that is not
    /// known.
    func answer(_ values: [String: Double]) -> Bool? { answer(condition, values) }

    private func answer(_ condition: Condition, _ values: [String: Double]) -> Bool? {
        switch condition {
        case .comparison(let comparison):
            if let weighed {
                guard sides(of: comparison, values) != nil else { return nil }
                return weighed.answer(values[weighed.metric])
            }
            guard let (left, right) = sides(of: comparison, values) else { return nil }
            return comparison.relation.holds(left, right)
        case .not(let condition): return answer(condition, values).map { !$0 }
        case .atLeast(let count, let conditions):
            let answers = conditions.map { answer($0, values) }
            if answers.count(where: { $0 == true }) >= count { return true }
            if answers.count - answers.count(where: { $0 == false }) < count { return false }
            return nil
        }
    }

    /// Both sides of a comparison; nil where one has no value, or rests on too few observations.
    private func sides(of comparison: Comparison, _ values: [String: Double]) -> (left: Double, right: Double)? {
        guard let left = value(of: comparison.left, values), let right = value(of: comparison.right, values) else {
            return nil
        }
        return (left, right)
    }

    private func value(of expression: Expression, _ values: [String: Double]) -> Double? {
        switch expression {
        case .constant(let value, _): return value
        case .metric(let reference): return value(reference, .candidate).map { values[reference.text] ?? $0 }
        case .baseline(let reference): return value(reference, .baseline)
        case .binary(let sign, let left, let right):
            guard let left = value(of: left, values), let right = value(of: right, values) else { return nil }
            return sign.apply(left, right)
        }
    }

    private func value(_ reference: MetricReference, _ model: ModelRole) -> Double? {
        guard let reading = readings[Key(metric: reference.text, model: model)] else { return nil }
        return reading.type == .count || reading.samples >= minimumSamples ? reading.value : nil
    }

    // MARK: Limits

    /// The values of a metric at which a comparison turns, all else as it was read.
    func limits(of metric: String) -> [Double] {
        if let weighed { return weighed.metric == metric ? weighed.limits : [] }
        guard let current = candidateReadings[metric]?.value else { return [] }
        return Self.comparisons(of: condition).compactMap { comparison in
            Self.root(at: current) { value in
                sides(of: comparison, [metric: value]).map { $0.left - $0.right }
            }
        }
    }

    private static func comparisons(of condition: Condition) -> [Comparison] {
        switch condition {
        case .comparison(let comparison): [comparison]
        case .not(let condition): comparisons(of: condition)
        case .atLeast(_, let conditions): conditions.flatMap(comparisons)
        }
    }

    /// Where a difference that grows evenly with a number is zero; nil where it does not, or not evenly.
    private static func root(at current: Double, _ difference: (Double) -> Double?) -> Double? {
        let step = max(1, abs(current)) / 2
        guard let here = difference(current), let next = difference(current + step),
            let last = difference(current + 2 * step)
        else { return nil }
        let scale = max(1, abs(here), abs(next), abs(last))
        guard abs(next - here) > 1e-12 * scale, abs(last - 2 * next + here) <= 1e-9 * scale else { return nil }
        let root = current - here * step / (next - here)
        return root.isFinite ? root : nil
    }
}

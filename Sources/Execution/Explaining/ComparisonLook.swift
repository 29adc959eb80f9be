import Plan

/// A comparison with what was read for it, in one segment or of all, to be answered again with other readings.
struct ComparisonLook: Sendable {
    private let comparison: Comparison
    private let readings: [Key: Reading]
    /// Below so many observations a reading counts for nothing; 0 where that is not known.
    private let minimumSamples: Int
    private let decision: Decision

    /// What decides it.
    private enum Decision: Sendable {
        case values
        case evidence(WeighedComparison)
        /// Evidence that there was none of.
        case nothing
    }

    private struct Key: Hashable {
        let metric: String
        let model: ModelRole
    }

    /// Nil where evidence has decided it that does not follow from the record.
    init?(
        _ comparison: Comparison,
        _ readings: [Reading],
        _ evidence: EvidenceRecord?,
        isWeighed: Bool,
        minimumSamples: Int
    ) {
        self.comparison = comparison
        self.readings = Dictionary(readings.map { (Key(metric: $0.metric, model: $0.model), $0) }) { first, _ in first }
        self.minimumSamples = minimumSamples
        if let evidence {
            guard let weighed = WeighedComparison(comparison, readings, evidence) else { return nil }
            decision = .evidence(weighed)
        } else {
            decision = isWeighed ? .nothing : .values
        }
    }

    /// Whether it holds with these changes; nil where that is not known.
    func answer(_ changes: [ReadingKey: ReadingChange]) -> Bool? {
        guard let (left, right) = sides(changes.mapValues(\.turningValue)) else { return nil }
        switch decision {
        case .values: return comparison.relation.holds(left, right)
        case .evidence(let weighed): return weighed.answer(changes[weighed.key])
        case .nothing: return nil
        }
    }

    /// What was read of the candidate, with the changes next to which the answer is another, all else as it was read.
    var changes: [ReadingKey: [ReadingChange]] {
        switch decision {
        case .nothing: return [:]
        case .evidence(let weighed): return [weighed.key: weighed.changes]
        case .values:
            var result: [ReadingKey: [ReadingChange]] = [:]
            for (key, reading) in readings where key.model == .candidate {
                let key = ReadingKey(reading)
                result[key] = limit(of: key, reading).map { reading.changes(about: $0) } ?? []
            }
            return result
        }
    }

    private func limit(of key: ReadingKey, _ reading: Reading) -> Double? {
        reading.value.flatMap { current in
            Self.root(at: current) { value in sides([key: value]).map { $0.left - $0.right } }
        }
    }

    /// Both sides; nil where one has no value, or rests on too few observations.
    private func sides(_ values: [ReadingKey: Double]) -> (left: Double, right: Double)? {
        guard let left = value(of: comparison.left, values), let right = value(of: comparison.right, values) else {
            return nil
        }
        return (left, right)
    }

    private func value(of expression: Expression, _ values: [ReadingKey: Double]) -> Double? {
        switch expression {
        case .constant(let value, _): return value
        case .metric(let reference): return value(reference, .candidate, values)
        case .baseline(let reference): return value(reference, .baseline, values)
        case .binary(let sign, let left, let right):
            guard let left = value(of: left, values), let right = value(of: right, values) else { return nil }
            return sign.apply(left, right)
        }
    }

    private func value(
        _ reference: MetricReference,
        _ model: ModelRole,
        _ values: [ReadingKey: Double]
    ) -> Double? {
        guard let reading = readings[Key(metric: reference.text, model: model)], let value = reading.value,
            reading.type == .count || reading.samples >= minimumSamples
        else { return nil }
        return model == .candidate ? values[ReadingKey(reading)] ?? value : value
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

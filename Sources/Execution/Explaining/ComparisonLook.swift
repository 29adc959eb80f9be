import Plan

/// A comparison with what was read for it, in one segment or of all, to be answered again with other readings.
struct ComparisonLook: Sendable {
    private let comparison: Comparison
    private let readings: [Key: Reading]
    /// Below so many observations a reading counts for nothing; 0 where that is not known.
    private let minimumSamples: Int
    private let decision: Decision
    /// Between which numbers the sides differ, where evidence decides.
    private let bounds: EvidenceRecord?

    /// What decides it.
    private enum Decision: Sendable {
        case values
        case evidence(WeighedComparison)
        case shifted(ShiftedComparison)
        /// Evidence that there was none of.
        case nothing
    }

    private struct Key: Hashable {
        let metric: String
        let model: ModelRole
    }

    init(
        _ comparison: Comparison,
        _ readings: [Reading],
        _ evidence: EvidenceRecord?,
        isWeighed: Bool,
        minimumSamples: Int
    ) {
        self.comparison = comparison
        self.readings = Dictionary(readings.map { (Key(metric: $0.metric, model: $0.model), $0) }) { first, _ in first }
        self.minimumSamples = minimumSamples
        guard let evidence else {
            (decision, bounds) = (isWeighed ? .nothing : .values, nil)
            return
        }
        bounds = evidence
        if let weighed = WeighedComparison(comparison, readings, evidence) {
            decision = .evidence(weighed)
        } else {
            decision = .shifted(ShiftedComparison(evidence, comparison.relation, readings))
        }
    }

    /// Whether evidence has decided it of which nobody knows what other readings would have made.
    var isFixed: Bool { if case .shifted = decision { !comparison.isOfSums } else { false } }

    /// How many observations the evidence rests on.
    var observations: Int {
        switch decision {
        case .values, .nothing: 0
        case .evidence(let weighed): weighed.reading.samples
        case .shifted(let shifted): shifted.observations
        }
    }

    /// Whether it holds so; nil where that is not known.
    func answer(_ supposition: Supposition) -> Bool? {
        switch supposition {
        case .readings(let changes): return answer(changes)
        case .limit(_, let rise):
            guard let (left, right) = sides([:]) else { return nil }
            switch decision {
            case .values: return comparison.relation.holds(left, right + rise)
            case .evidence, .shifted:
                return comparison.relation.holds(
                    above: bounds?.lower.map { $0 - rise },
                    below: bounds?.upper.map { $0 - rise }
                )
            case .nothing: return nil
            }
        case .observations(let factor):
            guard let difference = difference([:]) else { return nil }
            switch decision {
            case .values: return answer([:])
            case .evidence(let weighed): return weighed.answer(times: factor)
            case .shifted(let shifted): return shifted.answer(times: factor, about: difference)
            case .nothing: return nil
            }
        }
    }

    /// By how much the right side would have to be greater to be at a place where evidence answers otherwise.
    var rises: [Double] {
        switch decision {
        case .values: difference([:]).map { [$0] } ?? []
        case .evidence, .shifted: [bounds?.lower, bounds?.upper].compactMap(\.self)
        case .nothing: []
        }
    }

    private func answer(_ changes: [ReadingKey: ReadingChange]) -> Bool? {
        guard let (left, right) = sides(changes.mapValues(\.turningValue)) else { return nil }
        switch decision {
        case .values: return comparison.relation.holds(left, right)
        case .evidence(let weighed): return weighed.answer(changes[weighed.key])
        case .shifted(let shifted):
            guard let before = difference([:]), !isFixed || left - right == before else { return nil }
            return shifted.answer(shiftedBy: left - right - before)
        case .nothing: return nil
        }
    }

    // MARK: Changes

    /// What was read of the candidate, with the changes next to which the answer is another, all else as it was read.
    var changes: [ReadingKey: [ReadingChange]] {
        switch decision {
        case .nothing: return [:]
        case .evidence(let weighed): return [weighed.key: weighed.changes]
        case .values:
            return candidate.mapValues { reading in
                limit(of: ReadingKey(reading), reading, at: 0).map { reading.changes(about: $0) } ?? []
            }
        case .shifted(let shifted):
            guard !isFixed, let before = difference([:]) else { return [:] }
            var result: [ReadingKey: [ReadingChange]] = [:]
            for (key, reading) in candidate {
                let limits = shifted.ends.compactMap { limit(of: key, reading, at: before - $0) }
                result[key] = limits.flatMap { reading.changes(about: $0) }.map { change in
                    var change = change
                    change.keepsSpread = shifted.isSpread
                    change.isOfUnits = shifted.units != nil
                    return change
                }
            }
            return result
        }
    }

    /// What can change, as it was read.
    var movables: [ReadingKey: Movable] {
        switch decision {
        case .nothing: [:]
        case .evidence(let weighed): [weighed.key: Movable(reading: weighed.reading, pairs: weighed.pairs)]
        case .values, .shifted: candidate.mapValues { Movable(reading: $0, pairs: nil) }
        }
    }

    /// The candidate's readings. Of what units have shown once only the spread is on record, and no counts.
    private var candidate: [ReadingKey: Reading] {
        let units: Int? = if case .shifted(let shifted) = decision { shifted.units } else { nil }
        var result: [ReadingKey: Reading] = [:]
        for (key, reading) in readings where key.model == .candidate {
            result[ReadingKey(reading, units: units)] = units == nil ? reading : reading.uncounted
        }
        return result
    }

    /// The value at which the sides differ by so much; nil where there is none.
    private func limit(of key: ReadingKey, _ reading: Reading, at wanted: Double) -> Double? {
        reading.value.flatMap { current in
            Self.root(at: current) { value in difference([key: value]).map { $0 - wanted } }
        }
    }

    /// What the left side has more than the right; nil where there are no sides.
    private func difference(_ values: [ReadingKey: Double]) -> Double? { sides(values).map { $0.left - $0.right } }

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
        guard model == .candidate, !values.isEmpty else { return value }
        let units: Int? = if case .shifted(let shifted) = decision { shifted.units } else { nil }
        return values[ReadingKey(reading, units: units)] ?? value
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

import Metrics
import Plan
import Statistics

/// A comparison that evidence has decided of which the record has no counts: quantiles, means, areas under curves, what is made
/// from a whole confusion matrix, sums of several metrics, and what a world has stated.
///
/// How such evidence spreads is on record with its ends, and its estimates may lie elsewhere with that spread as it was.
struct ShiftedComparison: Sendable {
    let evidence: EvidenceRecord
    private let relation: Comparison.Relation
    /// How many observations it rests on.
    let observations: Int
    /// Which share of all the candidate's percentile bounds, where it weighs one.
    private let share: Double?

    init(_ evidence: EvidenceRecord, _ relation: Comparison.Relation, _ readings: [Reading]) {
        self.evidence = evidence
        self.relation = relation
        observations = evidence.observations ?? readings.map(\.samples).min() ?? 0
        share = readings.count == 1 ? readings.first.flatMap { PercentileName.share($0.metric) } : nil
    }

    /// The number of units that its readings count once each; nil where it weighs the readings themselves.
    var units: Int? { evidence.method == .sequential ? observations : nil }

    /// Whether it has any spread: what a world states is taken at its word.
    var isSpread: Bool { evidence.lower != evidence.upper }

    var ends: [Double] { [evidence.lower, evidence.upper].compactMap(\.self) }

    /// Whether it holds with the difference of the sides greater by so much.
    func answer(shiftedBy shift: Double) -> Bool? {
        relation.holds(above: evidence.lower.map { $0 + shift }, below: evidence.upper.map { $0 + shift })
    }

    /// Whether it holds with so many times as many observations: its ends come nearer to the difference as the width of such
    /// evidence about a mean does.
    ///
    /// - Parameter difference: By how much the values on record differ, the left less the right.
    func answer(times factor: Double, about difference: Double) -> Bool? {
        guard let lower = evidence.lower, let upper = evidence.upper else {
            return answer(times: factor, withoutEndAbout: difference)
        }
        // What units have shown once has another value than what all requests have, which alone is on record.
        let middle = lower <= difference && difference <= upper ? difference : (lower + upper) / 2
        let width = width(factor)
        return relation.holds(above: middle - (middle - lower) * width, below: middle + (upper - middle) * width)
    }

    /// A percentile has no upper end until so many answers were taken that the largest of them bounds it. Once there is one it is
    /// taken to be where the value is: what the largest answer would have been nobody knows.
    private func answer(times factor: Double, withoutEndAbout difference: Double) -> Bool? {
        guard let share, evidence.method == .sequential else { return answer(shiftedBy: 0) }
        let count = Int(Double(observations) * factor)
        let sequence = BetaBinomialSequence(
            successes: count,
            trials: count,
            error: evidence.error,
            tunedFor: SequenceTuning.observations
        )
        guard let sequence, sequence.lower > share else { return answer(shiftedBy: 0) }
        return relation.holds(above: evidence.lower ?? difference, below: evidence.upper ?? difference)
    }

    private func width(_ factor: Double) -> Double {
        guard evidence.method == .sequential, evidence.error > 0 else { return 1 / factor.squareRoot() }
        let mixture = NormalMixture(error: evidence.error, tunedFor: Double(SequenceTuning.observations))
        return mixture.bound(at: Double(observations) * factor) / mixture.bound(at: Double(observations)) / factor
    }
}

extension Comparison {
    /// Whether its sides are weighted sums of readings, so that a reading that is greater by some number moves evidence by a fixed
    /// multiple of that.
    var isOfSums: Bool { left.isSum && right.isSum }
}

extension Expression {
    fileprivate var isSum: Bool {
        switch self {
        case .constant, .metric, .baseline: true
        case .binary(.plus, let left, let right), .binary(.minus, let left, let right): left.isSum && right.isSum
        case .binary(.times, let left, let right):
            left.isSum && right.isSum && (left.metrics.isEmpty || right.metrics.isEmpty)
        case .binary(.dividedBy, let left, let right): left.isSum && right.metrics.isEmpty
        }
    }
}

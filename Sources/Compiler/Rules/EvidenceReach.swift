import Plan
import Statistics

/// What a gate can be sure of at best: what the evidence comes to where everything that can be observed speaks for one answer.
///
/// It is known of shares of requests, and of two models compared request by request. Of all else any answer is possible.
struct EvidenceReach {
    /// What the evidence comes to where all that can be observed speaks for one side.
    struct Best: Hashable {
        /// At least so much where everything counts, at most so much where nothing does.
        let lower: Double
        let upper: Double
        let observations: Int
        let isAgainstBaseline: Bool
    }

    private let offers: EvidenceOffers
    private let bounded: SampleReach.BoundedMetrics
    private let method: EvidenceMethod
    private let error: Double
    /// How many observations a metric can have.
    private let most: (MetricReference) -> Double

    /// More change no digit that a plan could state.
    static let enough = 1_000_000_000

    init(
        _ offers: EvidenceOffers,
        _ bounded: SampleReach.BoundedMetrics,
        _ method: EvidenceMethod,
        error: Double,
        most: @escaping (MetricReference) -> Double
    ) {
        self.offers = offers
        self.bounded = bounded
        self.method = method
        self.error = error
        self.most = most
    }

    /// A comparison that keeps the condition from ever being shown to hold, with what it comes to at best; nil where the
    /// condition may be.
    func obstacle(to condition: Condition) -> (metric: MetricReference, best: Best)? {
        guard let contrast = obstacle(to: condition, true), let best = best(of: contrast) else { return nil }
        return (contrast.metric, best)
    }

    /// The first comparison that cannot be shown to be as the answer needs it; nil where enough can.
    private func obstacle(to condition: Condition, _ answer: Bool) -> Contrast? {
        switch condition {
        case .comparison(let comparison): return canBeShown(comparison, answer) ? nil : Contrast(comparison)
        case .not(let condition): return obstacle(to: condition, !answer)
        case .atLeast(let count, let conditions):
            // So many must hold for it to hold, or so many must not for it not to.
            let needed = answer ? count : conditions.count - count + 1
            let obstacles = conditions.compactMap { obstacle(to: $0, answer) }
            return conditions.count - obstacles.count >= needed ? nil : obstacles.first
        }
    }

    func canBeShown(_ comparison: Comparison, _ answer: Bool) -> Bool {
        guard let contrast = Contrast(comparison), let best = best(of: contrast) else { return true }
        let ends = [best.lower, best.upper].map { $0 * contrast.candidate + contrast.constant }
        // Where all speaks for the metric it is between the first end and its greatest value, else from its least to the second.
        let isRising = contrast.candidate > 0
        let high = comparison.relation.holds(above: isRising ? ends[0] : ends[1], below: nil)
        let low = comparison.relation.holds(above: nil, below: isRising ? ends[1] : ends[0])
        return high == answer || low == answer
    }

    private func best(of contrast: Contrast) -> Best? {
        let reference = contrast.metric
        guard bounded.contains(reference.name), offers.isShare(reference) else { return nil }
        let observations = Int(min(most(reference), Double(Self.enough)))
        guard observations > 0 else { return nil }
        if contrast.baseline == 0 { return share(observations) }
        guard method == .sequential, contrast.baseline == -contrast.candidate else { return nil }
        return PairedSequence(PairCounts(worse: 0, same: 0, better: observations), error: error).map { sequence in
            Best(
                lower: sequence.lower,
                upper: -sequence.lower,
                observations: observations,
                isAgainstBaseline: true
            )
        }
    }

    private func share(_ observations: Int) -> Best? {
        let lower: Double?
        switch method {
        case .point: lower = nil
        case .interval:
            lower =
                WilsonInterval(successes: observations, trials: observations, confidence: max(0, 1 - 2 * error))?.lower
        case .sequential:
            let sequence = BetaBinomialSequence(
                successes: observations,
                trials: observations,
                error: error,
                tunedFor: SequenceTuning.observations
            )
            lower = sequence?.lower
        }
        // Both are the same for successes and failures.
        return lower.map { Best(lower: $0, upper: 1 - $0, observations: observations, isAgainstBaseline: false) }
    }
}

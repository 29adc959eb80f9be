import Plan
import Statistics

/// A metric that lies beyond the limit of a comparison by a stated drop, and what it takes to tell.
///
/// It is known of shares of requests. Of two models that are compared request by request it takes the fewest where they differ
/// in nothing but the drop; that is what is counted.
struct DropDetection {
    let metric: MetricReference
    let isAgainstBaseline: Bool
    private let method: EvidenceMethod
    private let error: Double
    /// Where the comparison begins to hold.
    private let limit: Double
    /// Whether it holds below the limit.
    private let isBelow: Bool
    /// How probable an observation is that speaks for the drop.
    private let probability: Double

    /// Nil where there is no such drop, or no telling.
    init?(_ comparison: Comparison, of drop: Double, _ method: EvidenceMethod, error: Double) {
        guard let contrast = Contrast(comparison), method != .point else { return nil }
        switch comparison.relation {
        case .less, .lessOrEqual: isBelow = contrast.candidate > 0
        case .greater, .greaterOrEqual: isBelow = contrast.candidate < 0
        case .equal, .notEqual: return nil
        }
        metric = contrast.metric
        limit = -contrast.constant / contrast.candidate
        isAgainstBaseline = contrast.baseline != 0
        let truth = isBelow ? limit - drop : limit + drop
        if isAgainstBaseline {
            guard method == .sequential, contrast.baseline == -contrast.candidate else { return nil }
            probability = isBelow ? -truth : truth
        } else {
            probability = isBelow ? 1 - truth : truth
        }
        guard probability > 0, probability <= 1, (isAgainstBaseline ? -1 : 0)...1 ~= limit else { return nil }
        self.method = method
        self.error = error
    }

    /// How many observations it takes to find the drop with that chance, up to `most`; nil where those do not do.
    func observations(power: Double, upTo most: Int) -> Int? {
        DetectionSize.observations(power: power, probability: probability, upTo: most, isTold: isTold)
    }

    /// Whether the comparison is shown to hold where so many observations speak for the drop.
    private func isTold(_ speaking: Int, of all: Int) -> Bool {
        guard let (lower, upper) = ends(speaking, of: all) else { return false }
        return isBelow ? upper < limit : lower > limit
    }

    private func ends(_ speaking: Int, of all: Int) -> (lower: Double, upper: Double)? {
        if isAgainstBaseline {
            let pairs = PairCounts(
                worse: isBelow ? speaking : 0,
                same: all - speaking,
                better: isBelow ? 0 : speaking
            )
            return PairedSequence(pairs, error: error).map { ($0.lower, $0.upper) }
        }
        let successes = isBelow ? all - speaking : speaking
        if method == .sequential {
            return BetaBinomialSequence(
                successes: successes,
                trials: all,
                error: error,
                tunedFor: SequenceTuning.observations
            ).map { ($0.lower, $0.upper) }
        }
        return WilsonInterval(successes: successes, trials: all, confidence: max(0, 1 - 2 * error)).map {
            ($0.lower, $0.upper)
        }
    }
}

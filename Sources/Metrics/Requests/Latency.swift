import Plan
import Statistics

/// How long answers took, in seconds: the mean and the largest exactly, percentiles within `LatencySketch`'s error.
enum Latency: Metric {
    static let descriptor = MetricDescriptor(
        "latency",
        "How long an answer takes; percentiles are the value at rank ceil(n p / 100), within 0.5% of it.",
        variants: [
            .init("mean", "The mean, exactly.", evidence: [.point]),
            .init("p50", "The time that half of the answers do not exceed."),
            .init("p95", "The time that 95% of the answers do not exceed."),
            .init("p99", "The time that 99% of the answers do not exceed."),
            .init("max", "The longest, exactly.", evidence: [.point]),
        ],
        requiresVariant: true,
        type: .duration,
        range: 0...(.infinity),
        better: .lower,
        source: .latency,
        evidence: [.point, .interval, .sequential],
        isMeasured: true
    )
    static let accumulators: [any Accumulator.Type] = [LatencySketch.self]

    static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue {
        guard let sketch = accumulators[LatencySketch.self] else { return .notKept }
        guard sketch.count > 0 else { return .undefined(samples: 0, because: "no latency was measured") }
        guard let variant = query.variant, let nanoseconds = nanoseconds(variant, in: sketch) else {
            return .undefined(samples: sketch.count, because: "it needs one of its variants")
        }
        return .defined(nanoseconds / 1e9, samples: sketch.count)
    }

    /// The percentiles have those at two ranks, the others none.
    static func interval(_ query: MetricQuery, in accumulators: AccumulatorSet, confidence: Double) -> MetricInterval? {
        guard let sketch = accumulators[LatencySketch.self], let share = query.variant.flatMap({ shares[$0] }),
            let ranks = QuantileInterval(share: share, count: sketch.count, confidence: confidence),
            let lower = ranks.lower.flatMap(sketch.latency), let upper = ranks.upper.flatMap(sketch.latency)
        else { return nil }
        return MetricInterval(lower: Double(lower) / 1e9, upper: Double(upper) / 1e9, method: .ranks)
    }

    /// The percentiles have those at two ranks: a percentile is kept as long as the sequence of the share of answers at or
    /// below it keeps its own share (Howard & Ramdas, Bernoulli 28, 2022, for a fixed number).
    static func sequence(_ query: MetricQuery, in accumulators: AccumulatorSet, error: Double) -> MetricInterval? {
        guard let sketch = accumulators[LatencySketch.self], let share = query.variant.flatMap({ shares[$0] }),
            sketch.count > 0
        else { return nil }
        /// Between which shares the numbers up to a rank lie.
        func sequence(_ rank: Int) -> BetaBinomialSequence? {
            BetaBinomialSequence(
                successes: rank,
                trials: sketch.count,
                error: error,
                tunedFor: SequenceTuning.observations
            )
        }
        // Both ends rise with the rank.
        let first = lowestRank(in: sketch.count) { sequence($0).map { $0.upper >= share } ?? false }
        let beyond = lowestRank(in: sketch.count) { sequence($0).map { $0.lower > share } ?? false }
        return MetricInterval(
            lower: sketch.latency(at: first).map { Double($0) / 1e9 } ?? 0,
            upper: sketch.latency(at: beyond).map { Double($0) / 1e9 } ?? .infinity,
            method: .mixture
        )
    }

    /// The lowest rank from 0 on of which something is true that is true of all ranks above it; one more than there are where
    /// it is true of none.
    private static func lowestRank(in count: Int, where isTrue: (Int) -> Bool) -> Int {
        var (low, high) = (0, count + 1)
        while low < high {
            let middle = (low + high) / 2
            if isTrue(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static let shares = ["p50": 0.5, "p95": 0.95, "p99": 0.99]

    /// Of a percentile's variant, which share of all answers it bounds; nil for the others.
    static func share(_ variant: String) -> Double? { shares[variant] }

    private static func nanoseconds(_ variant: String, in sketch: LatencySketch) -> Double? {
        switch variant {
        case "mean": sketch.mean
        case "p50": sketch.percentile(50).map(Double.init)
        case "p95": sketch.percentile(95).map(Double.init)
        case "p99": sketch.percentile(99).map(Double.init)
        case "max": sketch.maximum.map(Double.init)
        default: nil
        }
    }
}

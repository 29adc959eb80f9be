import Plan
import Statistics

/// The share of the requests that failed.
enum ErrorRate: CountedMetric {
    static let descriptor = MetricDescriptor(
        "error_rate",
        "The share of the requests that failed.",
        type: .fraction,
        range: 0...1,
        better: .lower,
        source: .errors,
        evidence: [.point, .interval, .sequential],
        isPaired: true
    )
    static let accumulators: [any Accumulator.Type] = [RequestTally.self]

    static func counts(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricCounts? {
        accumulators.requests.map { MetricCounts($0.failed, of: $0.total) }
    }

    static func value(of counts: MetricCounts) -> MetricValue {
        .proportion(counts.part, of: counts.whole, samples: counts.whole, whenEmpty: "there was no request")
    }

    static func pairs(_ query: MetricQuery, in tally: PairTally, layout: OutcomeLayout) -> PairedOutcomes? {
        tally.failures
    }
}

import Plan

/// The number of requests that were answered.
enum RequestCount: CountedMetric {
    static let descriptor = MetricDescriptor(
        "requests",
        "The number of requests that were answered.",
        type: .count,
        range: 0...(.infinity),
        source: .requests
    )
    static let accumulators: [any Accumulator.Type] = [RequestTally.self]

    static func counts(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricCounts? {
        accumulators.requests.map { MetricCounts($0.answered, of: $0.answered) }
    }

    static func value(of counts: MetricCounts) -> MetricValue {
        .defined(Double(counts.whole), samples: counts.whole)
    }
}

import Plan

/// The number of requests that were answered.
enum RequestCount: Metric {
    static let descriptor = MetricDescriptor(
        "requests",
        "The number of requests that were answered.",
        type: .count,
        range: 0...(.infinity),
        source: .requests
    )
    static let accumulators: [any Accumulator.Type] = [RequestTally.self]

    static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue {
        guard let tally = accumulators[RequestTally.self] else { return .notKept }
        return .defined(Double(tally.answered), samples: tally.answered)
    }
}

import Plan

/// The share of the requests that failed.
enum ErrorRate: Metric {
    static let descriptor = MetricDescriptor(
        "error_rate",
        "The share of the requests that failed.",
        type: .fraction,
        range: 0...1,
        better: .lower,
        source: .errors,
        evidence: [.point, .interval, .sequential]
    )
    static let accumulators: [any Accumulator.Type] = [RequestTally.self]

    static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue {
        guard let tally = accumulators[RequestTally.self] else { return .notKept }
        return .proportion(tally.failed, of: tally.total, samples: tally.total, whenEmpty: "there was no request")
    }
}

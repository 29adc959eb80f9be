import Plan

/// The number of entries that users gave.
enum FeedbackCount: Metric {
    static let descriptor = MetricDescriptor(
        "feedback.count",
        "The number of feedback entries, with a rating or without.",
        type: .count,
        range: 0...(.infinity),
        source: .feedback
    )
    static let accumulators: [any Accumulator.Type] = [FeedbackTally.self]

    static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue {
        guard let tally = accumulators[FeedbackTally.self] else { return .notKept }
        return .defined(Double(tally.entries), samples: tally.entries)
    }
}

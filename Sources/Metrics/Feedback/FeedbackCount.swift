import Plan

/// The number of entries that users gave.
enum FeedbackCount: CountedMetric {
    static let descriptor = MetricDescriptor(
        "feedback.count",
        "The number of feedback entries, with a rating or without.",
        type: .count,
        range: 0...(.infinity),
        source: .feedback
    )
    static let accumulators: [any Accumulator.Type] = [FeedbackTally.self]

    static func counts(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricCounts? {
        accumulators.feedback.map { MetricCounts($0.entries, of: $0.entries) }
    }

    static func value(of counts: MetricCounts) -> MetricValue {
        .defined(Double(counts.whole), samples: counts.whole)
    }
}

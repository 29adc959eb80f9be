import Plan

/// The share of users' verdicts that are negative.
enum FeedbackNegative: CountedMetric {
    static let descriptor = MetricDescriptor(
        "feedback.negative",
        "Of the feedback with a rating or a thumb, the share that is negative.",
        type: .fraction,
        range: 0...1,
        better: .lower,
        source: .feedback,
        evidence: [.point, .interval]
    )
    static let accumulators: [any Accumulator.Type] = [FeedbackTally.self]

    static func counts(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricCounts? {
        accumulators.verdicts
    }

    static func value(of counts: MetricCounts) -> MetricValue {
        .proportion(
            counts.part,
            of: counts.whole,
            samples: counts.whole,
            whenEmpty: "no feedback has a rating or a thumb"
        )
    }
}

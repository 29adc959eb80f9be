import Plan

/// The share of users' verdicts that are negative.
enum FeedbackNegative: Metric {
    static let descriptor = MetricDescriptor(
        "feedback.negative",
        "Of the feedback with a rating or a thumb, the share that is negative.",
        type: .fraction,
        range: 0...1,
        better: .lower,
        source: .feedback,
        evidence: [.point, .interval, .sequential]
    )
    static let accumulators: [any Accumulator.Type] = [FeedbackTally.self]

    static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue {
        guard let tally = accumulators[FeedbackTally.self] else { return .notKept }
        return .proportion(
            tally.negative,
            of: tally.judged,
            samples: tally.judged,
            whenEmpty: "no feedback has a rating or a thumb"
        )
    }
}

import Plan

/// The mean of the ratings that users gave.
enum FeedbackRating: Metric {
    static let descriptor = MetricDescriptor(
        "feedback.rating",
        "The mean of the ratings, on the scale that they were given in.",
        type: .score,
        range: (-.infinity)...(.infinity),
        better: .higher,
        source: .feedback
    )
    static let accumulators: [any Accumulator.Type] = [FeedbackTally.self]

    static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue {
        guard let tally = accumulators[FeedbackTally.self] else { return .notKept }
        guard let mean = tally.meanRating else { return .undefined(samples: 0, because: "no feedback has a rating") }
        return .defined(mean, samples: tally.rated)
    }
}

import Plan

/// Negative entries per request that the model served.
///
/// The requests are those of the users whose feedback is counted: in a paired comparison the baseline answers the
/// candidate's requests too, and nobody sees those answers.
/// Users may complain more than once about a request, so the value may exceed 1; it is then no share of requests.
enum FeedbackComplaintRate: CountedMetric {
    static let descriptor = MetricDescriptor(
        "feedback.complaint_rate",
        "The number of negative feedback entries per request that the model served.",
        type: .fraction,
        range: 0...(.infinity),
        better: .lower,
        source: .servedFeedback,
        evidence: [.point, .interval]
    )
    static let accumulators: [any Accumulator.Type] = [FeedbackTally.self]

    static func counts(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricCounts? {
        accumulators.feedback.map { MetricCounts($0.negative, of: $0.served) }
    }

    static func value(of counts: MetricCounts) -> MetricValue {
        let (negative, total) = (counts.part, counts.whole)
        if total > 0, negative > total { return .defined(Double(negative) / Double(total), samples: total) }
        return .proportion(negative, of: total, samples: total, whenEmpty: "the model served no request")
    }
}

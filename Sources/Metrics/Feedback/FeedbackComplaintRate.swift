import Plan

/// Negative entries per request that the model served.
///
/// The requests are those of the users whose feedback is counted: in a paired comparison the baseline answers the
/// candidate's requests too, and nobody sees those answers.
/// Users may complain more than once about a request, so the value may exceed 1; it is then no share of requests.
enum FeedbackComplaintRate: Metric {
    static let descriptor = MetricDescriptor(
        "feedback.complaint_rate",
        "The number of negative feedback entries per request that the model served.",
        type: .fraction,
        range: 0...(.infinity),
        better: .lower,
        source: .feedback,
        evidence: [.point, .interval, .sequential]
    )
    static let accumulators: [any Accumulator.Type] = [FeedbackTally.self]

    static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue {
        guard let feedback = accumulators[FeedbackTally.self] else { return .notKept }
        let total = feedback.served
        if total > 0, feedback.negative > total {
            return .defined(Double(feedback.negative) / Double(total), samples: total)
        }
        return .proportion(feedback.negative, of: total, samples: total, whenEmpty: "the model served no request")
    }
}

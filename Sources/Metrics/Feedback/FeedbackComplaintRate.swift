import Plan

/// Negative entries per request.
///
/// Users may complain more than once about a request, so the value may exceed 1; it is then no share of requests.
enum FeedbackComplaintRate: Metric {
    static let descriptor = MetricDescriptor(
        "feedback.complaint_rate",
        "The number of negative feedback entries per request, answered or failed.",
        type: .fraction,
        range: 0...(.infinity),
        better: .lower,
        source: .feedback
    )
    static let accumulators: [any Accumulator.Type] = [FeedbackTally.self, RequestTally.self]

    static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue {
        guard let feedback = accumulators[FeedbackTally.self], let requests = accumulators[RequestTally.self] else {
            return .notKept
        }
        let total = requests.total
        if total > 0, feedback.negative > total {
            return .defined(Double(feedback.negative) / Double(total), samples: total)
        }
        return .proportion(feedback.negative, of: total, samples: total, whenEmpty: "there was no request")
    }
}

import Plan

/// The share of the entries that are in a category.
enum FeedbackCategoryShare: Metric {
    static let descriptor = MetricDescriptor(
        "feedback",
        "The share of the feedback entries that are in a category.",
        selector: .category,
        type: .fraction,
        range: 0...1,
        source: .feedback,
        evidence: [.point, .interval]
    )
    static let accumulators: [any Accumulator.Type] = [FeedbackTally.self]

    static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue {
        guard let tally = accumulators[FeedbackTally.self] else { return .notKept }
        guard let category = query.index, tally.categories.indices.contains(category) else {
            return .undefined(samples: tally.entries, because: "it needs a category")
        }
        return .proportion(
            tally.categories[category],
            of: tally.entries,
            samples: tally.entries,
            whenEmpty: "there was no feedback"
        )
    }
}

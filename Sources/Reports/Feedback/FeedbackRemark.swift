import Datasets
package import Metrics
package import Plan

/// One thing that somebody said of a run, with what a report needs to know about it.
package struct FeedbackRemark: Sendable, Hashable {
    /// How it came in.
    package enum Origin: String, Sendable, Hashable, CaseIterable {
        case plan, add, `import`
    }

    package let at: Duration
    package let unit: String
    /// The model that served the unit then.
    package let model: ModelRole
    package let outcome: FeedbackOutcome
    package let text: String?
    package let origin: Origin

    package init(
        at: Duration,
        unit: String,
        model: ModelRole,
        outcome: FeedbackOutcome,
        text: String?,
        origin: Origin
    ) {
        self.at = at
        self.unit = unit
        self.model = model
        self.outcome = outcome
        self.text = text
        self.origin = origin
    }

    /// Whether it praises or blames: as the rating or the thumb says, and only where there is neither as the words do.
    var sentiment: Sentiment {
        if let isNegative = outcome.isNegative { return isNegative ? .negative : .positive }
        return text.map(Sentiment.init(of:)) ?? .neutral
    }
}

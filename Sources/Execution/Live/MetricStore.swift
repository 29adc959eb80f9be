/// A store that one metric of a plan is read from.
package protocol MetricStore: Sendable {
    /// The metric's value for one model over one window.
    ///
    /// Nothing recorded, and a value that is no number, is no value and no failure.
    func value(for question: MetricQuestion) async throws(ProviderFailure) -> MetricAnswer
}

/// What a metric store is asked.
package struct MetricQuestion: Hashable, Sendable {
    /// What the store calls the model.
    package let model: String
    /// How far back it looks; a whole number of milliseconds, more than 0.
    package let window: Duration
    /// The moment that the window ends at, since 1970-01-01T00:00:00Z.
    package let at: Duration

    package init(model: String, window: Duration, at: Duration) {
        self.model = model
        self.window = window
        self.at = at
    }
}

/// What a metric store says.
package enum MetricAnswer: Hashable, Sendable {
    /// A finite number in the metric's base unit: 1 for a whole, seconds, a number a second; and how many observations it
    /// rests on, nil where the store does not say.
    case value(Double, samples: Int?)
    /// No value, and why, in words that follow "has no value: ".
    case none(String)
}

package import Plan

/// What one metric said of one model.
package struct Reading: Sendable, Hashable {
    /// The metric as a condition writes it.
    package private(set) var metric: String
    package let model: ModelRole
    package let type: ValueType
    package let value: Double?
    /// The observations that count towards `min_samples`; `uncounted` where whoever gave the value does not say.
    package let samples: Int
    /// So many of so many, where the metric is a plain share.
    package let successes: Int?
    package let trials: Int?
    /// Why there is no value.
    package let undefinedReason: String?
    /// Whether the value comes from a clock.
    package let isMeasured: Bool
    /// Of which segment it is, where the condition asks for them.
    package private(set) var segment: String?
    /// Why the metric could not be had, where it could not: that it has no value, or too few observations, is no such thing.
    package let problem: String?
    /// Whether it could not be had were it read again at once, as where the question is wrong or the answer cannot be.
    package let isLasting: Bool

    package init(
        metric: String,
        model: ModelRole,
        type: ValueType,
        value: Double?,
        samples: Int,
        successes: Int?,
        trials: Int?,
        undefinedReason: String?,
        isMeasured: Bool,
        segment: String? = nil,
        problem: String? = nil,
        isLasting: Bool = false
    ) {
        self.segment = segment
        self.metric = metric
        self.model = model
        self.type = type
        self.value = value
        self.samples = samples
        self.successes = successes
        self.trials = trials
        self.undefinedReason = undefinedReason
        self.isMeasured = isMeasured
        self.problem = problem
        self.isLasting = isLasting
    }

    /// What a value rests on that is taken at its word: enough for any condition.
    package static let uncounted = Int.max

    /// Whether it is known how many observations the value rests on.
    package var isCounted: Bool { samples != Self.uncounted }

    /// The same of a segment, or of what is meant by itself.
    func of(segment: String?) -> Reading {
        var reading = self
        reading.segment = segment
        return reading
    }

    /// The same under the name of a window.
    func named(_ metric: String) -> Reading {
        var reading = self
        reading.metric = metric
        return reading
    }
}

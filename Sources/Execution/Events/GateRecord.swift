package import Plan

/// How a gate was answered, with the evidence behind the answer.
package struct GateRecord: Sendable, Hashable {
    package enum Verdict: String, Sendable, Hashable, CaseIterable {
        case pass
        case fail
        /// A metric has no value, as its formula has no answer.
        case inconclusive
        /// A metric has too few observations.
        case noData = "no_data"
        /// A metric could not be had.
        case error
    }

    /// The condition in words.
    package let text: String
    package let verdict: Verdict
    /// How many judgements in a row it has failed.
    package let failures: Int
    /// How many it must fail before it counts.
    package let failuresNeeded: Int
    package let comparisons: [ComparisonRecord]

    package init(
        text: String,
        verdict: Verdict,
        failures: Int,
        failuresNeeded: Int,
        comparisons: [ComparisonRecord]
    ) {
        self.text = text
        self.verdict = verdict
        self.failures = failures
        self.failuresNeeded = failuresNeeded
        self.comparisons = comparisons
    }

    /// Whether it has failed often enough to have its consequence.
    package var counts: Bool { verdict == .fail && failures >= failuresNeeded }

    /// Whether its values come from a clock.
    package var isMeasured: Bool { comparisons.contains { $0.readings.contains(where: \.isMeasured) } }
}

/// One comparison of a gate, with the numbers that were compared.
package struct ComparisonRecord: Sendable, Hashable {
    /// The left side's number, or nil where it has none.
    package let left: Double?
    package let relation: Comparison.Relation
    package let right: Double?
    package let readings: [Reading]

    package init(left: Double?, relation: Comparison.Relation, right: Double?, readings: [Reading]) {
        self.left = left
        self.relation = relation
        self.right = right
        self.readings = readings
    }
}

/// What one metric said of one model.
package struct Reading: Sendable, Hashable {
    /// The metric as a condition writes it.
    package let metric: String
    package let model: ModelRole
    package let type: ValueType
    package let value: Double?
    /// The observations that count towards `min_samples`.
    package let samples: Int
    /// So many of so many, where the metric is a plain share.
    package let successes: Int?
    package let trials: Int?
    /// Why there is no value.
    package let undefinedReason: String?
    /// Whether the value comes from a clock.
    package let isMeasured: Bool
    /// Why the metric could not be had, where it could not: that it has no value, or too few observations, is no such thing.
    package let problem: String?

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
        problem: String? = nil
    ) {
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
    }
}

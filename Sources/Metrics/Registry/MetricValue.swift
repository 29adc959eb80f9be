/// What a metric says: a number or that there is none, and over how much.
package struct MetricValue: Hashable, Sendable {
    /// So many of so many, where the metric is a plain share, so that an interval can be given.
    package struct Proportion: Hashable, Sendable {
        package let successes: Int
        package let trials: Int

        package init(_ successes: Int, of trials: Int) {
            self.successes = successes
            self.trials = trials
        }
    }

    /// The number (durations in seconds), or nil where the formula has no answer.
    package let value: Double?
    /// The observations that count towards `min_samples`: labelled rows, ratings or requests.
    package let samples: Int
    package let proportion: Proportion?
    /// Why there is no number, in a few words, such as "no row was predicted as `virginica`".
    package let undefinedReason: String?

    private init(value: Double?, samples: Int, proportion: Proportion?, undefinedReason: String?) {
        self.value = value
        self.samples = samples
        self.proportion = proportion
        self.undefinedReason = undefinedReason
    }

    package static func defined(_ value: Double, samples: Int) -> MetricValue {
        MetricValue(value: value, samples: samples, proportion: nil, undefinedReason: nil)
    }

    package static func undefined(samples: Int, because reason: String) -> MetricValue {
        MetricValue(value: nil, samples: samples, proportion: nil, undefinedReason: reason)
    }

    /// The share of `trials` that succeeded; undefined where there was no trial.
    package static func proportion(
        _ successes: Int,
        of trials: Int,
        samples: Int,
        whenEmpty reason: @autoclosure () -> String
    ) -> MetricValue {
        guard trials > 0 else { return undefined(samples: samples, because: reason()) }
        return MetricValue(
            value: Double(successes) / Double(trials),
            samples: samples,
            proportion: Proportion(successes, of: trials),
            undefinedReason: nil
        )
    }
}

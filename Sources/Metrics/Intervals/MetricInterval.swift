import Statistics

/// Between which numbers a metric's value lies in the long run, with a stated confidence, for a sample that was fixed
/// beforehand.
package struct MetricInterval: Sendable, Hashable {
    /// How it was found.
    package enum Method: String, Sendable, Hashable {
        /// Wilson's interval of a share.
        case wilson
        /// Student's interval of a mean.
        case student
        /// The numbers at two ranks, whatever the distribution.
        case ranks
        /// DeLong's variance of an area under a curve, and the normal law.
        case delong
        /// What counts come to that are drawn again from those at hand.
        case bootstrap
        /// The beta-binomial sequence of a share, or what it makes of the numbers at two ranks.
        case mixture
        /// Bets on weighted outcomes.
        case betting
    }

    package let lower: Double
    package let upper: Double
    package let method: Method

    package init(lower: Double, upper: Double, method: Method) {
        self.lower = lower
        self.upper = upper
        self.method = method
    }

    /// Wilson's interval of a share; nil where there is none.
    package init?(_ share: MetricValue.Proportion?, confidence: Double) {
        guard let share,
            let wilson = WilsonInterval(successes: share.successes, trials: share.trials, confidence: confidence)
        else { return nil }
        self.init(lower: wilson.lower, upper: wilson.upper, method: .wilson)
    }

    /// Wilson's interval of a share of weighted rows; nil where there is none.
    init?(_ share: WeightedShare, confidence: Double) {
        guard let value = share.value, let size = share.effectiveCount,
            let wilson = WilsonInterval(share: value, size: size, confidence: confidence)
        else { return nil }
        self.init(lower: wilson.lower, upper: wilson.upper, method: .wilson)
    }

    /// Between which numbers a share lies at every look at once, but for a chance of `error` on either side.
    package init?(sequenceOf share: MetricValue.Proportion, error: Double) {
        guard
            let sequence = BetaBinomialSequence(
                successes: share.successes,
                trials: share.trials,
                error: error,
                tunedFor: SequenceTuning.observations
            )
        else { return nil }
        self.init(lower: sequence.lower, upper: sequence.upper, method: .mixture)
    }

    init?(_ moments: Moments, confidence: Double) {
        guard let student = StudentInterval(moments, confidence: confidence) else { return nil }
        self.init(lower: student.lower, upper: student.upper, method: .student)
    }

    /// The part of it that lies where the metric can.
    func clipped(to range: ClosedRange<Double>) -> MetricInterval {
        MetricInterval(
            lower: min(max(lower, range.lowerBound), range.upperBound),
            upper: min(max(upper, range.lowerBound), range.upperBound),
            method: method
        )
    }

    /// The interval of a number that is made from counts.
    init?(of counts: [Int], confidence: Double, _ number: ([Int]) -> Double?) {
        guard let drawn = CountBootstrap(counts: counts).interval(confidence: confidence, of: number) else {
            return nil
        }
        self.init(lower: drawn.lower, upper: drawn.upper, method: .bootstrap)
    }
}

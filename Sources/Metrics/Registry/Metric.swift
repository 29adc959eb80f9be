package import Plan
package import Statistics

/// One metric: what conditions may ask of it, and how its value comes out of accumulators.
package protocol Metric: Sendable {
    static var descriptor: MetricDescriptor { get }

    /// The kinds of accumulator that it reads.
    static var accumulators: [any Accumulator.Type] { get }

    /// Whether of a confusion matrix it reads only how many rows are right, and how many there are.
    static var readsOnlyWhatIsRight: Bool { get }

    /// The value over everything the accumulators have seen; undefined where the formula has no answer.
    static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue

    /// Between which numbers the value lies; nil where there is no value or no way to tell. Shares and what is made from a
    /// confusion matrix have one already.
    static func interval(_ query: MetricQuery, in accumulators: AccumulatorSet, confidence: Double) -> MetricInterval?

    /// Between which numbers the value lies at every look at once, but for a chance of `error`; nil where there is no value or
    /// no way to tell. Shares have one already.
    static func sequence(_ query: MetricQuery, in accumulators: AccumulatorSet, error: Double) -> MetricInterval?

    /// How often the metric's outcome of a request was 1 on both models, on the candidate alone, on the baseline alone, and on
    /// neither; nil where it has no such outcome.
    static func pairs(_ query: MetricQuery, in tally: PairTally, layout: OutcomeLayout) -> PairedOutcomes?
}

extension Metric {
    package static var readsOnlyWhatIsRight: Bool { false }
}

/// Which reading of a metric is asked for, with names already turned into indices.
package struct MetricQuery: Hashable, Sendable {
    /// The suffix, such as `macro` or `p95`.
    package let variant: String?
    /// The class or category in brackets, or the true class of a pair.
    package let index: Int?
    /// The predicted class of a pair.
    package let secondIndex: Int?

    package init(variant: String? = nil, index: Int? = nil, secondIndex: Int? = nil) {
        self.variant = variant
        self.index = index
        self.secondIndex = secondIndex
    }
}

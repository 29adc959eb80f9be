import Plan
package import Statistics

extension Metric {
    /// Between which numbers the value lies at every look at once; nil where there is no value or no way to tell. Shares have
    /// the beta-binomial sequence.
    package static func sequence(_ query: MetricQuery, in accumulators: AccumulatorSet, error: Double)
        -> MetricInterval?
    {
        value(query, in: accumulators).proportion.flatMap { MetricInterval(sequenceOf: $0, error: error) }
    }

    package static func pairs(_ query: MetricQuery, in tally: PairTally, layout: OutcomeLayout) -> PairedOutcomes? {
        nil
    }
}

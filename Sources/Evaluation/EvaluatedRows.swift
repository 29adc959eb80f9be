package import Metrics

/// What some of a log's rows come to.
package struct EvaluatedRows: Sendable {
    package let accumulators: AccumulatorSet
    /// What the baseline's predictions for the same rows come to; nil where there are none.
    package let baseline: AccumulatorSet?
    /// Who was right about the same rows; nil where the baseline does not predict.
    package let pairs: PairTally?
    package let exact: [ExactMetric]
    /// The same of the baseline's scores.
    package let baselineExact: [ExactMetric]
    /// By how much metrics are larger than the baseline's, over the same rows.
    package let differences: [String: MetricInterval]
}

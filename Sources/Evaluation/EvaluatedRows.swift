package import Metrics

/// What some of a log's rows come to.
package struct EvaluatedRows: Sendable {
    package let accumulators: AccumulatorSet
    /// What the baseline's predictions for the same rows come to; nil where there are none.
    package let baseline: AccumulatorSet?
    package let exact: [ExactMetric]
    /// The same of the baseline's scores.
    package let baselineExact: [ExactMetric]
}

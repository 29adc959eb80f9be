package import Metrics

/// What some of a log's rows come to.
package struct EvaluatedRows: Sendable {
    /// The values of the segments' columns, in their order: `nil` where the rows have none. Empty for all rows.
    package let segment: [String?]
    /// The beginning of the window that the rows are of, in nanoseconds; nil for rows of all times.
    package let window: Int64?
    package let accumulators: AccumulatorSet
    /// What the baseline's predictions for the same rows come to; nil where there are none.
    package let baseline: AccumulatorSet?
    package let exact: [ExactMetric]
}

package import Metrics
package import Plan

/// A metric that was made from all of the numbers themselves, not from an accumulator.
package struct ExactMetric: Sendable {
    /// The metric as a condition writes it.
    package let name: String
    package let type: ValueType
    package let value: MetricValue
    package let interval: MetricInterval?
    /// Whether the value comes from a clock.
    package let isMeasured: Bool
}

import Evaluation
import Execution
import Metrics
import Plan

extension EvaluatedRows {
    /// What was made from the numbers themselves, as readings of both models, with their intervals.
    var readings: [(reading: Reading, interval: MetricInterval?)] {
        readings(exact, of: .candidate) + readings(baselineExact, of: .baseline)
    }

    private func readings(_ metrics: [ExactMetric], of model: ModelRole) -> [(
        reading: Reading, interval: MetricInterval?
    )] {
        metrics.map { metric in
            let reading = Reading(
                metric: metric.name,
                model: model,
                type: metric.type,
                value: metric.value.value,
                samples: metric.value.samples,
                successes: nil,
                trials: nil,
                undefinedReason: metric.value.undefinedReason,
                isMeasured: metric.isMeasured
            )
            return (reading, metric.interval)
        }
    }
}

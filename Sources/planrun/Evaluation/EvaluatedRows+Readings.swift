import Evaluation
import Execution
import Metrics
import Plan

extension EvaluatedRows {
    /// What was made from the numbers themselves, as readings of the candidate, with their intervals.
    var readings: [(reading: Reading, interval: MetricInterval?)] {
        exact.map { metric in
            let reading = Reading(
                metric: metric.name,
                model: .candidate,
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

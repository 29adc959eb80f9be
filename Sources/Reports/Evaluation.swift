package import Execution
package import Metrics
import Plan

/// A metric over some rows, with what is known of its certainty.
package struct EvaluatedMetric: Sendable {
    package let reading: Reading
    /// Between which numbers it lies; nil where that cannot be told.
    package let interval: ClosedRange<Double>?
    /// The same of the baseline's answers to the same rows; nil where there are none.
    package let baseline: Reading?
    /// Between which numbers the difference from the baseline lies.
    package let differenceInterval: ClosedRange<Double>?

    package init(
        reading: Reading,
        interval: ClosedRange<Double>?,
        baseline: Reading? = nil,
        differenceInterval: ClosedRange<Double>? = nil
    ) {
        self.reading = reading
        self.interval = interval
        self.baseline = baseline
        self.differenceInterval = differenceInterval
    }

    /// How much larger it is than the baseline's; nil where either has no value.
    package var difference: Double? {
        reading.value.flatMap { value in baseline?.value.map { value - $0 } }
    }
}

/// What the metrics over some of a log's rows came to: those of a segment, or of a window.
package struct EvaluatedPart: Sendable {
    /// The columns and the values that tell the rows: `nil` where they have none.
    package let segment: [(column: String, value: String?)]
    /// The window's beginning; nil for rows of all times.
    package let start: String?
    package let rows: Int
    package let metrics: [EvaluatedMetric]

    package init(
        segment: [(column: String, value: String?)],
        start: String?,
        rows: Int,
        metrics: [EvaluatedMetric]
    ) {
        self.segment = segment
        self.start = start
        self.rows = rows
        self.metrics = metrics
    }

    /// In words, such as `region=north, tier=-`.
    package var name: String {
        start ?? segment.map { "\($0.column)=\($0.value ?? "-")" }.joined(separator: ", ")
    }
}

/// What the metrics over a prediction log came to.
package struct Evaluation: Sendable {
    /// What messages call the log.
    package let name: String
    /// The rows with both a label and a prediction.
    package let samples: Int
    /// The rows without a prediction, whose request failed.
    package let failed: Int
    /// The rows with a prediction and without a label.
    package let unlabelled: Int
    /// Those of the samples that count for a label that is missing.
    package let assumed: Int
    /// The rows that could not be used, and were left out.
    package let badRows: Int
    /// The labelled rows that either the model or the baseline it is compared with has no prediction for; they are left out of
    /// what is made from predictions.
    package let unpaired: Int
    package let accumulators: AccumulatorSet
    package let metrics: [EvaluatedMetric]
    /// What scores are worth, of each metric asked for that says how far they are from the truth.
    package let reliability: [ReliabilityCurve]
    /// How sure the intervals are.
    package let confidence: Double
    /// Whether they hold at every look at once.
    package let areSequential: Bool
    /// The segments that are large enough, in the order of their names.
    package let segments: [EvaluatedPart]
    /// How many are not.
    package let smallSegments: Int
    /// The windows, in the order of time.
    package let windows: [EvaluatedPart]
    /// Conditions that must hold, and in which segment, where not in the whole log.
    package let requirements: [(segment: String?, record: GateRecord)]
    /// How far columns have moved from those of another log; nil where it is compared with none.
    package let drift: EvaluatedDrift?
    /// How rows are divided among the values of a column; nil where nobody says how they were to be.
    package let ratio: EvaluatedRatio?
    /// The metrics over each fold by itself; nil where the rows are not divided into folds.
    package let folds: EvaluatedFolds?
    /// Whether requirements must hold in every segment, and none is large enough to tell.
    package let isUndecided: Bool

    package init(
        name: String,
        samples: Int,
        failed: Int,
        unlabelled: Int,
        assumed: Int = 0,
        badRows: Int = 0,
        unpaired: Int = 0,
        accumulators: AccumulatorSet,
        metrics: [EvaluatedMetric],
        reliability: [ReliabilityCurve] = [],
        confidence: Double = 0.95,
        areSequential: Bool = false,
        segments: [EvaluatedPart] = [],
        smallSegments: Int = 0,
        windows: [EvaluatedPart] = [],
        requirements: [(segment: String?, record: GateRecord)],
        drift: EvaluatedDrift? = nil,
        ratio: EvaluatedRatio? = nil,
        folds: EvaluatedFolds? = nil,
        isUndecided: Bool = false
    ) {
        self.folds = folds
        self.name = name
        self.samples = samples
        self.failed = failed
        self.unlabelled = unlabelled
        self.assumed = assumed
        self.badRows = badRows
        self.unpaired = unpaired
        self.accumulators = accumulators
        self.metrics = metrics
        self.reliability = reliability
        self.confidence = confidence
        self.areSequential = areSequential
        self.segments = segments
        self.smallSegments = smallSegments
        self.windows = windows
        self.requirements = requirements
        self.drift = drift
        self.ratio = ratio
        self.isUndecided = isUndecided
    }

    /// Whether every requirement holds, and nothing shows that the rows are not divided as they were to be.
    package var holds: Bool {
        !isUndecided && ratio?.isBroken != true && requirements.allSatisfy { $0.record.verdict == .pass }
    }

    /// Of each metric that has a better and a worse side, the segment in which it is worst.
    package var worst: [(metric: String, segment: EvaluatedPart, value: EvaluatedMetric)] {
        guard segments.count > 1 else { return [] }
        return metrics.indices.compactMap { index in
            let metric = metrics[index].reading.metric
            guard let isHigherBetter = EvaluationWords.isHigherBetter(metric) else { return nil }
            let known = segments.filter { $0.metrics[index].reading.value != nil }
            let worst = known.min { left, right in
                let (left, right) = (left.metrics[index].reading.value ?? 0, right.metrics[index].reading.value ?? 0)
                return isHigherBetter ? left < right : left > right
            }
            return worst.map { (metric, $0, $0.metrics[index]) }
        }
    }
}

/// What reports of evaluations know of metrics.
enum EvaluationWords {
    /// Whether more of the metric, as a condition writes it, is better; nil where neither is.
    static func isHigherBetter(_ metric: String) -> Bool? {
        let name = String(metric.prefix { $0 != "[" && $0 != " " })
        let head = String(name.prefix { $0 != "." })
        if let bundled = MetricRegistry.metric(named: name) ?? MetricRegistry.metric(named: head) {
            return bundled.descriptor.better.map { $0 == .higher }
        }
        if ["roc_auc", "average_precision", "r2"].contains(name) { return true }
        return ["log_loss", "brier", "ece", "mae", "rmse", "wape", "mape"].contains(name) ? false : nil
    }
}

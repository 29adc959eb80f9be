package import Execution
package import Metrics

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
    package let accumulators: AccumulatorSet
    package let metrics: [Reading]
    /// Conditions that must hold.
    package let requirements: [GateRecord]

    package init(
        name: String,
        samples: Int,
        failed: Int,
        unlabelled: Int,
        accumulators: AccumulatorSet,
        metrics: [Reading],
        requirements: [GateRecord]
    ) {
        self.name = name
        self.samples = samples
        self.failed = failed
        self.unlabelled = unlabelled
        self.accumulators = accumulators
        self.metrics = metrics
        self.requirements = requirements
    }

    /// Whether every requirement holds.
    package var holds: Bool { requirements.allSatisfy { $0.verdict == .pass } }
}

import Plan

/// The mean recall over the classes that have rows, so that rare classes weigh as much as common ones.
enum BalancedAccuracy: Metric {
    static let descriptor = MetricDescriptor(
        "balanced_accuracy",
        "The mean of the recalls of the classes that have labelled rows.",
        type: .fraction,
        range: 0...1,
        better: .higher,
        source: .labels,
        evidence: [.point, .interval]
    )
    static let accumulators: [any Accumulator.Type] = [ConfusionMatrix.self]

    static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue {
        guard let matrix = accumulators[ConfusionMatrix.self] else { return .notKept }
        let labelled = matrix.labelled
        guard labelled > 0 else { return .noLabelledRow }
        let classes = matrix.countsOfClasses().filter { $0.actual > 0 }
        let sum = classes.reduce(0.0) { $0 + Double($1.truePositives) / Double($1.actual) }
        return .defined(min(sum / Double(classes.count), 1), samples: labelled)
    }
}

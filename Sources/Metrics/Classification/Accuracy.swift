import Plan

/// The share of the labelled rows that are predicted as what they are.
enum Accuracy: Metric {
    static let descriptor = MetricDescriptor(
        "accuracy",
        "The share of the labelled rows that are predicted as what they are.",
        type: .fraction,
        range: 0...1,
        better: .higher,
        source: .labels,
        evidence: [.point, .interval, .sequential]
    )
    static let accumulators: [any Accumulator.Type] = [ConfusionMatrix.self]
    static let readsOnlyWhatIsRight = true

    static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue {
        guard let matrix = accumulators[ConfusionMatrix.self] else { return .notKept }
        let labelled = matrix.labelled
        return .proportion(matrix.correct, of: labelled, samples: labelled, whenEmpty: "there is no labelled row")
    }
}

import Plan

/// The number of rows that classification metrics are over.
enum SampleCount: Metric {
    static let descriptor = MetricDescriptor(
        "samples",
        "The number of answered requests whose label is known.",
        type: .count,
        range: 0...(.infinity),
        source: .labels
    )
    static let accumulators: [any Accumulator.Type] = [ConfusionMatrix.self]
    static let readsOnlyWhatIsRight = true

    static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue {
        guard let matrix = accumulators[ConfusionMatrix.self] else { return .notKept }
        let labelled = matrix.labelled
        return .defined(Double(labelled), samples: labelled)
    }
}

import Plan

/// The number of rows that classification metrics are over.
enum SampleCount: CountedMetric {
    static let descriptor = MetricDescriptor(
        "samples",
        "The number of answered requests whose label is known.",
        type: .count,
        range: 0...(.infinity),
        source: .labels
    )
    static let accumulators: [any Accumulator.Type] = [ConfusionMatrix.self]
    static let readsOnlyWhatIsRight = true

    static func counts(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricCounts? {
        accumulators.answers
    }

    static func value(of counts: MetricCounts) -> MetricValue {
        .defined(Double(counts.whole), samples: counts.whole)
    }
}

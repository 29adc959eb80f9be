/// What a metric counts: so many of so many, or so many at all.
package struct MetricCounts: Hashable, Sendable {
    package private(set) var part: Int
    package private(set) var whole: Int

    init(_ part: Int, of whole: Int) {
        self.part = part
        self.whole = whole
    }

    /// Adds what was counted in another time. Sums beyond `Int.max` stay there.
    package mutating func add(_ other: MetricCounts) {
        part = part.saturatingAdd(other.part)
        whole = whole.saturatingAdd(other.whole)
    }
}

/// A metric whose value follows from counts that add up over times: to read it over several intervals, nothing else of
/// them need be merged.
package protocol CountedMetric: Metric {
    /// What is counted; nil where the accumulators that it is counted by were not kept.
    static func counts(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricCounts?

    /// The value over everything that was counted.
    static func value(of counts: MetricCounts) -> MetricValue
}

extension CountedMetric {
    package static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue {
        counts(query, in: accumulators).map { value(of: $0) } ?? .notKept
    }
}

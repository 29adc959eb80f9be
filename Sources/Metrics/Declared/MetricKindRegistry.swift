package import Plan

/// The kinds of metrics over predictions that a plan can declare itself.
package enum MetricKindRegistry {
    package static let descriptors: [MetricKindDescriptor] = [
        RocAUCKind.descriptor,
        DriftKind.descriptor,
        ColumnRateKind.descriptor,
        SegmentDifferenceKind.descriptor,
    ]
}

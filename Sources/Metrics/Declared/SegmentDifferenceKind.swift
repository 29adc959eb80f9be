package import Plan

/// How far apart a metric is between segments.
package enum SegmentDifferenceKind {
    /// The kind as plans declare it.
    package static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "difference",
            "The largest difference of a metric between any two segments, never less than 0 and of the metric's type.",
            .options([
                FieldShape("of", .reference(to: "metric"), required: true, "The metric."),
                FieldShape(
                    "between",
                    .reference(to: "segment"),
                    required: true,
                    "The column whose values are the segments."
                ),
            ]),
            standing: .onLogs
        ),
        type: .score,
        source: .requests,
        evidence: [.point, .interval]
    )

    /// What the metric is made from; nil where it is of another kind.
    package static func difference(_ spec: MetricSpec) -> DeclaredTallies.Difference? {
        guard spec.kind == descriptor.kind.name, let metric = spec.options.text("of"),
            let column = spec.options.text("between")
        else { return nil }
        return DeclaredTallies.Difference(of: metric, between: column, type: spec.type)
    }
}

import Metrics
import Plan

/// A metric as conditions read it, with all found out beforehand that does not change from one reading to the next.
final class ReadyMetric: Sendable {
    let reference: MetricReference
    /// As conditions write it.
    let text: String
    /// How far back it looks, or nil where whoever reads it says so.
    let window: Duration?
    let type: ValueType
    let isMeasured: Bool
    /// The metric of that name and what it reads; nil where none of the bundled ones has the name.
    let source: Source?

    struct Source: Sendable {
        let metric: any Metric.Type
        /// The same, where its counts are all that it needs.
        let counted: (any CountedMetric.Type)?
        /// What is asked of it where that takes no names of classes or categories.
        let query: MetricQuery
        let kinds: AccumulatorKinds
        let isOfCategories: Bool
    }

    init(_ reference: MetricReference) {
        self.reference = reference
        text = reference.text
        window = reference.window
        let entry = MetricRegistry.entry(named: reference.name)
        type = entry?.type ?? .score
        isMeasured = entry?.isMeasured ?? false
        source = entry.map { entry in
            Source(
                metric: entry.metric,
                counted: entry.metric as? any CountedMetric.Type,
                query: MetricQuery(variant: reference.variant),
                kinds: AccumulatorKinds(entry.metric.accumulators),
                isOfCategories: entry.selector == .category
            )
        }
    }
}

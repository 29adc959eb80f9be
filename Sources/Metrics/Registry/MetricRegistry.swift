package import Plan

/// The bundled metrics: a new one is one file and one line here.
package enum MetricRegistry {
    package static let metrics: [any Metric.Type] = [
        Accuracy.self,
        BalancedAccuracy.self,
        CohenKappa.self,
        ConfusionCell.self,
        ErrorRate.self,
        F1Score.self,
        FeedbackCategoryShare.self,
        FeedbackComplaintRate.self,
        FeedbackCount.self,
        FeedbackNegative.self,
        FeedbackRating.self,
        Jaccard.self,
        Latency.self,
        MatthewsCorrelation.self,
        NegativePredictiveValue.self,
        Precision.self,
        Recall.self,
        RequestCount.self,
        SampleCount.self,
        Specificity.self,
    ]

    package static var descriptors: [MetricDescriptor] { metrics.map { $0.descriptor } }

    /// What a reading asks of a metric, without the rest of its descriptor.
    package struct Entry: Sendable {
        package let metric: any Metric.Type
        package let type: ValueType
        package let selector: MetricDescriptor.Selector
        package let isMeasured: Bool
    }

    private static let entries = Dictionary(
        metrics.map { metric in
            let descriptor = metric.descriptor
            let entry = Entry(
                metric: metric,
                type: descriptor.type,
                selector: descriptor.selector,
                isMeasured: descriptor.isMeasured
            )
            return (descriptor.name, entry)
        }
    ) { first, _ in first }

    /// The entry of the metric of that name, or nil where there is none.
    package static func entry(named name: String) -> Entry? { entries[name] }

    /// The metric of that name, or nil where there is none.
    package static func metric(named name: String) -> (any Metric.Type)? { entries[name]?.metric }

    /// The accumulators that metrics of those names read, each once, in the order of their own names. Names of no
    /// bundled metric need none.
    package static func accumulatorKinds(for names: Set<String>) -> [any Accumulator.Type] {
        var kinds: [String: any Accumulator.Type] = [:]
        for metric in metrics where names.contains(metric.descriptor.name) {
            for kind in metric.accumulators { kinds[kind.name] = kind }
        }
        return kinds.sorted { $0.key < $1.key }.map(\.value)
    }
}

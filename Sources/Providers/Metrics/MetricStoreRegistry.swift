package import Execution
package import Plan

/// The stores that metrics can be read from.
package enum MetricStoreRegistry {
    package static let kinds: [any MetricStoreKind.Type] = [
        PrometheusMetric.self,
        PostgresMetricStore.self,
        SQLiteMetricStore.self,
        CommandMetricStore.self,
    ]

    package static var descriptors: [MetricKindDescriptor] { kinds.map { $0.descriptor } }

    /// The store that a metric is read from, or nil for a metric that is read from none.
    package static func store(for spec: MetricSpec, in context: ProviderContext) -> (any MetricStore)? {
        kinds.first { $0.descriptor.kind.name == spec.kind }?.make(spec.options, in: context)
    }
}

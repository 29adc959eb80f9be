package import Plan

/// The stores that metrics can be read from.
package enum MetricStoreRegistry {
    package static let descriptors: [MetricKindDescriptor] = [PrometheusMetric.descriptor]
}

/// Everything that registries add to the plan language, joined into one value for the compiler.
package struct Language: Sendable {
    /// The models that planrun trains itself.
    package let models: [ModelDescriptor]
    /// The models that are made elsewhere.
    package let modelSources: [ModelSourceDescriptor]
    package let metrics: [MetricDescriptor]
    /// The kinds of metrics that a plan can declare.
    package let metricKinds: [MetricKindDescriptor]
    package let routers: [KindDescriptor]
    package let notifiers: [NotifierDescriptor]

    package init(
        models: [ModelDescriptor],
        modelSources: [ModelSourceDescriptor] = [],
        metrics: [MetricDescriptor],
        metricKinds: [MetricKindDescriptor] = [],
        routers: [KindDescriptor] = [],
        notifiers: [NotifierDescriptor]
    ) {
        self.models = models
        self.modelSources = modelSources
        self.metrics = metrics
        self.metricKinds = metricKinds
        self.routers = routers
        self.notifiers = notifiers
    }
}

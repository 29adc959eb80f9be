/// Everything that registries add to the plan language, joined into one value for the compiler.
package struct Language: Sendable {
    package let models: [ModelDescriptor]
    package let metrics: [MetricDescriptor]
    package let notifiers: [NotifierDescriptor]

    package init(models: [ModelDescriptor], metrics: [MetricDescriptor], notifiers: [NotifierDescriptor]) {
        self.models = models
        self.metrics = metrics
        self.notifiers = notifiers
    }
}

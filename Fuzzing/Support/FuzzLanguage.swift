import Classifiers
import Metrics
import Plan
import Providers

/// The language with everything that the registries add to it.
let fuzzLanguage = Language(
    models: ModelRegistry.descriptors,
    modelSources: ModelSourceRegistry.descriptors,
    metrics: MetricRegistry.descriptors,
    metricKinds: MetricKindRegistry.descriptors + MetricStoreRegistry.descriptors,
    routers: RouterRegistry.descriptors,
    notifiers: NotifierRegistry.descriptors
)

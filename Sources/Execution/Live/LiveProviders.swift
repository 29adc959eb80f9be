package import Plan

/// What a live run reaches outside, made from what its plan says.
package struct LiveProviders: Sendable {
    /// Whom alerts are sent to, by the notifiers' names in the plan.
    package let notifiers: [String: any Notifier]
    package let router: any Router
    /// Where the plan's own metrics are read, by their names.
    package let stores: [String: any MetricStore]
    /// The models that answer elsewhere.
    package let models: [ModelRole: any RemoteModel]

    package init(
        notifiers: [String: any Notifier],
        router: any Router,
        stores: [String: any MetricStore],
        models: [ModelRole: any RemoteModel]
    ) {
        self.notifiers = notifiers
        self.router = router
        self.stores = stores
        self.models = models
    }
}

package import Plan

/// What a live run reaches outside, made from what its plan says.
package struct LiveProviders: Sendable {
    /// Whom alerts are sent to, by the notifiers' names in the plan.
    package let notifiers: [String: any Notifier]
    package let router: any Router
    /// Where the plan's own metrics are read, by their names.
    package let stores: [String: any MetricStore]
    /// Who trains the candidate again, in the order of the recipes; nobody where it is trained here.
    package let retrainers: [any Retrainer]
    /// The model that answers elsewhere, given the classes of the data; nil for one that does not.
    package let model: @Sendable (ModelSpec, [String]) -> (any RemoteModel)?

    package init(
        notifiers: [String: any Notifier],
        router: any Router,
        stores: [String: any MetricStore],
        retrainers: [any Retrainer] = [],
        model: @escaping @Sendable (ModelSpec, [String]) -> (any RemoteModel)? = { _, _ in nil }
    ) {
        self.notifiers = notifiers
        self.router = router
        self.stores = stores
        self.retrainers = retrainers
        self.model = model
    }

    /// The same with nobody to tell.
    package func telling(_ notifiers: [String: any Notifier]) -> LiveProviders {
        LiveProviders(notifiers: notifiers, router: router, stores: stores, retrainers: retrainers, model: model)
    }
}

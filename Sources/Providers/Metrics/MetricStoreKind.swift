package import Execution
package import Plan

/// A kind of metric store: one file, and one line in `MetricStoreRegistry`.
package protocol MetricStoreKind: Sendable {
    /// What plans may say about a metric of it.
    static var descriptor: MetricKindDescriptor { get }

    /// The store with a metric's options; nothing is opened or sent before the first question.
    static func make(_ options: OptionValues, in context: ProviderContext) -> any MetricStore
}

/// A store that cannot be asked, and says why.
struct BrokenMetricStore: MetricStore {
    let failure: ProviderFailure

    func value(for question: MetricQuestion) async throws(ProviderFailure) -> MetricAnswer { throw failure }
}

/// Why something outside could not do what it was asked: a router, a metric store, a model behind a network.
package struct ProviderFailure: Error, Hashable, Sendable {
    /// One line for people, without secrets.
    package let problem: String
    /// Whether it may go better a little later, as where nobody answers; a question that is wrong stays wrong.
    package let isTransient: Bool

    package init(_ problem: String, isTransient: Bool) {
        self.problem = problem
        self.isTransient = isTransient
    }
}

package import Plan

/// Whoever trains the candidate of a live plan again, elsewhere.
package protocol Retrainer: Sendable {
    /// Trains it, and gives what is served as the candidate from then on. Asked again about the same time, as after a crash, it
    /// is asked under the same key.
    ///
    /// - Parameters:
    ///   - number: Which time it is that this run has the candidate trained again, from 1.
    ///   - label: What stores and routers call the candidate until now.
    func train(time number: Int, replacing label: String?) async throws(ProviderFailure) -> ServedModel

    /// The candidate as it is asked once this model is served.
    func candidate(serving model: ServedModel) -> ModelSpec
}

/// What is served as the candidate once it was trained again.
package struct ServedModel: Hashable, Sendable {
    /// What metric stores and routers call it.
    package let label: String
    /// Where it is asked, as whoever trained it says; nil where the plan says it.
    package let address: String?

    package init(label: String, address: String?) {
        self.label = label
        self.address = address
    }
}

package import Execution
import Synchronization

/// How many requests the models of a plan may still be sent, whichever of them, those that are sent again too.
package final class CallBudget: Sendable {
    private let most: Int
    private let spent = Atomic<Int>(0)

    package init(_ most: Int) { self.most = most }

    /// Takes one, or says that none is left.
    package func spend() throws(ProviderFailure) {
        guard spent.wrappingAdd(1, ordering: .relaxed).newValue > most else { return }
        throw ProviderFailure("no model is asked any more: `--max-calls \(most)` is used up", isTransient: false)
    }
}

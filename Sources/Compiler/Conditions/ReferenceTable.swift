import Plan
import Synchronization

/// References to metrics, each of which is kept once for all conditions of a plan, whichever thread types them.
final class ReferenceTable: Sendable {
    private let known = Mutex<[MetricReference: MetricReference]>([:])

    /// The reference that is kept in the place of an equal one.
    func shared(_ reference: MetricReference) -> MetricReference {
        known.withLock { known in
            if let first = known[reference] { return first }
            known[reference] = reference
            return reference
        }
    }
}

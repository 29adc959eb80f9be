import Synchronization

/// How many requests one model was sent, those that were sent again too.
final class CallCount: Sendable {
    private let count = Atomic<Int>(0)

    /// Takes one more, and says whether there were not more than so many by now.
    func takes(one most: Int) -> Bool { count.wrappingAdd(1, ordering: .relaxed).newValue <= most }
}

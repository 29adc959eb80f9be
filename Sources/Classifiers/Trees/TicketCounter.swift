import Synchronization

/// Hands out 0, 1, 2 ... to workers that share a list of tasks, each number once.
final class TicketCounter: Sendable {
    private let next = Atomic(0)

    func take() -> Int { next.wrappingAdd(1, ordering: .relaxed).oldValue }
}

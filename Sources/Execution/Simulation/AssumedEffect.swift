/// How the candidate is assumed to do in traffic, otherwise than it did on the rows that it was measured on.
package struct AssumedEffect: Sendable, Hashable {
    /// What of the candidate changes.
    package enum Quantity: Sendable, Hashable {
        /// The share of its answers that are right.
        case accuracy
        /// The same of the rows of one class.
        case recall(String)
        /// The share of the requests that it fails.
        case errorRate
        /// How long each of its answers takes.
        case latency
        /// The share of the verdicts on it that are negative.
        case negativeFeedback
    }

    package enum Change: Sendable, Hashable {
        /// So much more: a share in parts of one, a latency in seconds.
        case by(Double)
        /// So much, whatever was measured.
        case to(Double)
        /// So many times as much, of a latency.
        case times(Double)

        /// The value in place of a measured one.
        func applied(to measured: Double) -> Double {
            switch self {
            case .by(let amount): measured + amount
            case .to(let amount): amount
            case .times(let factor): measured * factor
            }
        }
    }

    package let quantity: Quantity
    package let change: Change

    package init(_ quantity: Quantity, _ change: Change) {
        self.quantity = quantity
        self.change = change
    }
}

/// Why a release cannot be simulated.
package enum SimulationError: Error, Hashable, Sendable {
    /// Its data or models cannot be had.
    case unprepared(String)
    /// An effect, by its place among those assumed, cannot be: in a few words why, as what was measured leaves no room.
    case impossible(effect: Int, String)
    /// An effect is on a class that the data do not have.
    case unknownClass(effect: Int, String, classes: [String])
}

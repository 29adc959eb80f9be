/// Another limit of one of a gate's comparisons, with which evidence answers the gate otherwise.
package struct LimitTurn: Sendable, Hashable {
    /// Which of the gate's comparisons.
    package let comparison: Int
    /// How much greater its right side is.
    package let rise: Double
    /// Whether that itself is not enough, and anything beyond it is.
    package let isBeyond: Bool

    /// The rise, or one a hair beyond it.
    package var turningRise: Double {
        guard isBeyond else { return rise }
        let hair = 1e-9 * max(1, abs(rise))
        return rise > 0 ? rise + hair : rise - hair
    }
}

/// How many more observations like those at hand evidence takes to answer a gate.
package struct ObservationTurn: Sendable, Hashable {
    /// How many more.
    package let count: Int
    /// What the gate is answered then.
    package let verdict: GateRecord.Verdict
}

extension GateQuestion {
    /// The limit nearest to the one that there is with which the condition is answered as wanted; nil where there is none.
    func limit(where isWanted: (Bool?) -> Bool) -> LimitTurn? {
        var best: LimitTurn?
        for (place, rises) in rises.enumerated() {
            for rise in rises where abs(rise) < best.map({ abs($0.rise) }) ?? .infinity {
                let turns = [false, true].map { LimitTurn(comparison: place, rise: rise, isBeyond: $0) }
                best =
                    turns.first { isWanted(answer(.limit(of: place, greaterBy: $0.turningRise))) } ?? best
            }
        }
        return best
    }

    /// How many times as many observations it takes until the condition is answered; nil where it is already, or is not with a
    /// thousand times as many.
    ///
    /// - Parameter observations: How many there are, so that the answer is a whole number of them.
    func observations(from observations: Int) -> (count: Int, answer: Bool)? {
        func answer(_ count: Int) -> Bool? {
            self.answer(.observations(times: Double(count) / Double(observations)))
        }
        guard observations > 0, answer(observations) == nil else { return nil }
        var (low, high) = (observations, observations)
        repeat {
            guard high / observations < 1000 else { return nil }
            (low, high) = (high, high * 2)
        } while answer(high) == nil
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if answer(middle) == nil { low = middle } else { high = middle }
        }
        return answer(high).map { (high - observations, $0) }
    }
}

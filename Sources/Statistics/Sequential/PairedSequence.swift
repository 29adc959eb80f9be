internal import Glibc

/// By how much one arm is better than another, on average over pairs of 0/1 outcomes, at every look at once: what bets
/// against all differences have left.
///
/// A difference is out once `PairedBets` on the arm being better than it would have won enough; what is left is an interval.
package struct PairedSequence: Hashable, Sendable {
    package let lower: Double
    package let upper: Double

    /// Nil where there is no pair, or the error is not between 0 and 1.
    ///
    /// - Parameter error: The chance that the difference ever lies below `lower`, and the chance that it ever lies above
    ///   `upper`.
    package init?(_ pairs: PairCounts, error: Double) {
        guard pairs.worse + pairs.same + pairs.better > 0, error > 0, error < 1 else { return nil }
        let threshold = -log(error)
        lower = Self.largestExcluded(pairs, threshold)
        upper = -Self.largestExcluded(pairs.mirrored, threshold)
    }

    /// The largest difference that the arm has been shown to be better than, to nine digits; -1 where it is none.
    private static func largestExcluded(_ pairs: PairCounts, _ threshold: Double) -> Double {
        // Of differences near -1 the arm is nearly always better; those near its own mean are not told from it.
        var (excluded, kept) = (
            -1.0, Double(pairs.better - pairs.worse) / Double(pairs.worse + pairs.same + pairs.better)
        )
        guard kept > excluded else { return -1 }
        while kept - excluded > 1e-9 {
            let middle = (excluded + kept) / 2
            if PairedBets(margin: -middle).logStake(after: pairs) >= threshold {
                excluded = middle
            } else {
                kept = middle
            }
        }
        return excluded
    }
}

internal import Glibc

/// The weights of observations of one kind: what evidence is made from.
package struct WeightSums: Sendable, Hashable {
    package let sum: Double
    /// The sum of their squares.
    package let squares: Double

    package init(sum: Double, squares: Double) {
        self.sum = sum
        self.squares = squares
    }
}

/// Between which numbers a share of all units lies at every look at once, where units were chosen by chance to be looked at and each of those
/// stands for one by the chance that it had.
///
/// With the true share, weight times outcome less share is nothing on average, whatever the chances, so that no bet on it gains (betting
/// martingales: Waudby-Smith & Ramdas, JRSS B 86, 2024). The stakes of the gamblers of `PairedBets` are bounded from below by what sums
/// of weights and of their squares say of them (log(1 + x) >= x - x^2 / 2 for gains, and Fan, Grama & Liu's inequality for losses, which
/// is exact at the largest weight; Howard et al., Probability Surveys 17, 2020), so that the state is four numbers and does not depend on the order.
/// A larger share has smaller stakes, so that all below one that is out are.
package struct WeightedSequence: Hashable, Sendable {
    package let lower: Double
    package let upper: Double

    /// Nil where nothing was observed, or the error is not between 0 and 1.
    ///
    /// - Parameters:
    ///   - limit: The largest weight that an observation can have, whether one has it or not; known beforehand.
    ///   - error: The chance that the share ever lies below `lower`, and the chance that it ever lies above `upper`.
    package init?(hits: WeightSums, misses: WeightSums, limit: Double, error: Double) {
        let whole = hits.sum + misses.sum
        guard whole > 0, whole.isFinite, limit > 0, limit.isFinite, error > 0, error < 1 else { return nil }
        let threshold = -log(error)
        lower = Self.largestExcluded(hits, misses, limit, threshold)
        upper = 1 - Self.largestExcluded(misses, hits, limit, threshold)
    }

    /// The logarithm of a stake that is no larger than that of bets on the share being above this one.
    package static func logStake(on hits: WeightSums, _ misses: WeightSums, above share: Double, limit: Double)
        -> Double
    {
        // What a hit of the largest weight brings beside what a miss takes.
        let odds = (1 - share) / share
        var (largest, sum) = (-Double.infinity, 0.0)
        for bet in PairedBets.shares {
            let (own, all) = (bet * hits.sum / limit, bet * odds)
            let gain = max(hits.sum / limit * log1p(all), own * odds - all * all * hits.squares / (2 * limit * limit))
            let loss = -bet * misses.sum / limit + (log1p(-bet) + bet) * misses.squares / (limit * limit)
            let stake = gain + loss
            if stake > largest {
                sum = sum * exp(largest - stake) + 1
                largest = stake
            } else {
                sum += exp(stake - largest)
            }
        }
        return largest + log(sum / Double(PairedBets.shares.count))
    }

    /// The largest share that the true one has been shown to be above, to nine digits; 0 where it is none.
    private static func largestExcluded(_ hits: WeightSums, _ misses: WeightSums, _ limit: Double, _ threshold: Double)
        -> Double
    {
        // The bound is loose for shares far below, which are out if any above is: so one that is out is looked for from above.
        let share = hits.sum / (hits.sum + misses.sum)
        guard share > 0 else { return 0 }
        var (kept, excluded) = (share, share)
        repeat {
            kept = excluded
            excluded *= 0.98
            guard excluded > 1e-9 else { return 0 }
        } while logStake(on: hits, misses, above: excluded, limit: limit) < threshold
        while kept - excluded > 1e-9 {
            let middle = (excluded + kept) / 2
            if logStake(on: hits, misses, above: middle, limit: limit) >= threshold {
                excluded = middle
            } else {
                kept = middle
            }
        }
        return excluded
    }
}

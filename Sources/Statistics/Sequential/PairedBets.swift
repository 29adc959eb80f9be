internal import Glibc

/// Evidence that one arm is no worse than another by more than a margin, of which one may look as often as one likes and stop
/// whenever one likes.
///
/// Each pair of 0/1 outcomes is worse, the same or better for the arm. A gambler bets on each that the arm is not as bad as
/// the margin allows (betting martingales: Waudby-Smith & Ramdas, JRSS B 86, 2024). Where it is that bad, no bet gains on average,
/// and by Ville's inequality the chance that the stake ever grows to 1/alpha is at most alpha. The stake is that of forty
/// gamblers who bet shares from a little to nearly all, so that no share need be chosen.
package struct PairedBets: Sendable, Hashable {
    /// The margin that the arm may be worse by.
    package let margin: Double
    /// What each gambler's stake is multiplied by, as logarithms, for a pair that is worse, the same and better.
    private let factors: [Factors]

    private struct Factors: Sendable, Hashable {
        let worse: Double
        let same: Double
        let better: Double
    }

    private static let gamblers = 40
    private static let smallestShare = 0.002
    private static let largestShare = 0.9

    /// What each gambler stakes of what a loss can take.
    static let shares = (0..<gamblers).map { gambler in
        smallestShare * pow(largestShare / smallestShare, Double(gambler) / Double(gamblers - 1))
    }

    /// - Parameter margin: From -1 to below 1: the mean of better less worse that would be too bad is its opposite.
    package init(margin: Double) {
        self.margin = margin
        // A pair counts 0, 1/2 or 1, whose mean is this one where the arm is as bad as the margin.
        let mean = (1 - margin) / 2
        factors = Self.shares.map { share in
            let bet = share / mean
            return Factors(
                worse: log1p(-bet * mean),
                same: log1p(bet * (0.5 - mean)),
                better: log1p(bet * (1 - mean))
            )
        }
    }

    /// The logarithm of the stake after these pairs, in whatever order they came. It is 0 before the first; the evidence is
    /// enough at an error of alpha once it has been at ln(1/alpha).
    package func logStake(after pairs: PairCounts) -> Double {
        let (worse, same, better) = (Double(pairs.worse), Double(pairs.same), Double(pairs.better))
        var largest = -Double.infinity
        for factor in factors {
            largest = max(largest, worse * factor.worse + same * factor.same + better * factor.better)
        }
        var sum = 0.0
        for factor in factors {
            sum += exp(worse * factor.worse + same * factor.same + better * factor.better - largest)
        }
        return largest + log(sum / Double(Self.gamblers))
    }
}

/// How many pairs of outcomes were worse, the same and better for an arm: all that its evidence is made from.
package struct PairCounts: Sendable, Hashable {
    package var worse = 0
    package var same = 0
    package var better = 0

    package init(worse: Int = 0, same: Int = 0, better: Int = 0) {
        self.worse = worse
        self.same = same
        self.better = better
    }

    package mutating func merge(_ other: PairCounts) {
        worse += other.worse
        same += other.same
        better += other.better
    }

    /// The same pairs as the other arm sees them: what its bets on being better are made from.
    package var mirrored: PairCounts { PairCounts(worse: better, same: same, better: worse) }
}

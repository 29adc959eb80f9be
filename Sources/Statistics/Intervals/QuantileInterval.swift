/// Which shares of the numbers at hand bound a quantile of where they come from, whatever their distribution.
///
/// How many of n numbers stay at or below the quantile is binomial, so numbers in the order of size bound it; the shares
/// are those of Clopper and Pearson's interval, taken outwards to a rank.
package struct QuantileInterval: Hashable, Sendable {
    /// The ranks of the bounds among the numbers in order of size, from 1 on; nil where no number bounds it on that side.
    package let lower: Int?
    package let upper: Int?

    /// Nil where there is no number, or the share or the confidence is not between 0 and 1.
    package init?(share: Double, count: Int, confidence: Double = 0.95) {
        guard count > 0, share > 0, share < 1, confidence > 0, confidence < 1 else { return nil }
        let tail = (1 - confidence) / 2
        // The quantile is at or above the number of rank r unless fewer than r numbers are at or below it.
        func atMost(_ rank: Int) -> Double {
            rank >= count ? 1 : 1 - IncompleteBeta.value(share, Double(rank) + 1, Double(count - rank))
        }
        // The largest rank with P(fewer than rank numbers below the quantile) <= tail.
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high + 1) / 2
            if atMost(middle - 1) <= tail { low = middle } else { high = middle - 1 }
        }
        lower = low == 0 ? nil : low
        // The smallest rank with P(at least rank numbers below the quantile) <= tail.
        (low, high) = (1, count + 1)
        while low < high {
            let middle = (low + high) / 2
            if 1 - atMost(middle - 1) <= tail { high = middle } else { low = middle + 1 }
        }
        upper = low > count ? nil : low
    }
}

internal import Glibc

/// A bound that a sum of steps stays within at every look at once (Robbins, Annals of Mathematical Statistics 41, 1970; the
/// two-sided normal mixture of Howard et al., Annals of Statistics 49, 2021).
package struct NormalMixture: Sendable, Hashable {
    private let threshold: Double
    /// The variance of the mixture's weights, as a variance of the sum.
    package let rho: Double

    /// - Parameters:
    ///   - error: The chance that the sum ever leaves the bound.
    ///   - tunedFor: The variance of the sum at which the bound is to be lowest.
    package init(error: Double, tunedFor variance: Double) {
        threshold = -log(error)
        rho = Self.rho(variance, threshold: threshold)
    }

    /// How far from 0 the sum may be once its variance is that.
    package func bound(at variance: Double) -> Double {
        ((variance + rho) * (log1p(variance / rho) + 2 * threshold)).squareRoot()
    }

    /// The weights that are best at a variance; `threshold` is the logarithm of one over the error.
    static func rho(_ variance: Double, threshold: Double) -> Double {
        variance / (2 * threshold + log1p(2 * threshold))
    }
}

/// An interval for a mean that holds the true one at every look at once, with about the stated confidence: exactly for normal
/// numbers of known variance, in the limit for others (Waudby-Smith et al., Annals of Statistics 52, 2024, and GrowthBook).
package struct MeanSequence: Hashable, Sendable {
    package let lower: Double
    package let upper: Double

    /// Nil for fewer than two numbers, or where the error is not between 0 and 1.
    ///
    /// - Parameters:
    ///   - error: The chance that the interval ever misses the true mean.
    ///   - tunedFor: The number of numbers at which the interval is to be shortest.
    package init?(_ moments: Moments, error: Double = 0.05, tunedFor: Int = 5000) {
        guard let mean = moments.mean, let variance = moments.variance, error > 0, error < 1, tunedFor > 0 else {
            return nil
        }
        let count = Double(moments.count)
        let weight = (-2 * log(error) + log1p(-2 * log(error))) / Double(tunedFor)
        let grown = count * weight + 1
        let halfWidth =
            (variance * 2 * grown * log(grown.squareRoot() / error)).squareRoot() / (count * weight.squareRoot())
        lower = mean - halfWidth
        upper = mean + halfWidth
    }
}

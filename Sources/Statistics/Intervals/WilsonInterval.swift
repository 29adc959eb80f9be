/// Wilson's score interval for a proportion (J. Am. Stat. Assoc. 22, 1927), without continuity correction.
///
/// The shares that a two-sided test at the level would not refuse, given so many successes in so many independent
/// trials. Its coverage is near the confidence on average over the true share, not at least that for each; see
/// `ClopperPearsonInterval` for one that is.
package struct WilsonInterval: Hashable, Sendable {
    package let lower: Double
    package let upper: Double

    /// Nil where there is no trial, the successes are none of 0 to `trials`, or the confidence is not between 0 and 1.
    package init?(successes: Int, trials: Int, confidence: Double = 0.95) {
        guard trials > 0, (0...trials).contains(successes) else { return nil }
        self.init(share: Double(successes) / Double(trials), size: Double(trials), confidence: confidence)
    }

    /// The same of a share of as many independent trials as `size`, which need not be a whole number: of weighted ones it is as
    /// many of equal weight as tell as much.
    package init?(share: Double, size total: Double, confidence: Double = 0.95) {
        guard total > 0, total.isFinite, share >= 0, share <= 1, confidence > 0, confidence < 1 else { return nil }
        // The lower tail is the one that keeps its digits when the confidence is close to 1.
        let quantile = NormalQuantile.value(at: (1 - confidence) / 2)
        let square = quantile * quantile
        let scale = 1 + square / total
        let centre = (share + square / (2 * total)) / scale
        let spread = (share * (1 - share) / total + square / (4 * total * total)).squareRoot()
        let halfWidth = quantile.magnitude * spread / scale
        // At the ends the formula is exactly 0 or 1, but its rounding is not.
        lower = share == 0 ? 0 : max(0, centre - halfWidth)
        upper = share == 1 ? 1 : min(1, centre + halfWidth)
    }
}

/// Clopper and Pearson's exact interval for a proportion (Biometrika 26, 1934): it holds the true share with at least
/// the stated confidence, whatever the share is.
package struct ClopperPearsonInterval: Hashable, Sendable {
    package let lower: Double
    package let upper: Double

    /// Nil where there is no trial, the successes are none of 0 to `trials`, or the confidence is not between 0 and 1.
    package init?(successes: Int, trials: Int, confidence: Double = 0.95) {
        guard trials > 0, (0...trials).contains(successes), confidence > 0, confidence < 1 else { return nil }
        let tail = (1 - confidence) / 2
        let failures = trials - successes
        // The binomial tails are beta distributions; each end is where a tail is half of what the confidence leaves.
        lower =
            successes == 0
            ? 0
            : IncompleteBeta.inverse(of: tail, Double(successes), Double(failures) + 1)
        upper =
            failures == 0
            ? 1
            : 1 - IncompleteBeta.inverse(of: tail, Double(failures), Double(successes) + 1)
    }
}

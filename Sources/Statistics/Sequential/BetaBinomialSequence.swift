internal import Glibc

/// An interval for a proportion that holds the true one at every look at once, with the stated confidence.
///
/// The beta-binomial mixture of Howard, Ramdas, McAuliffe & Sekhon (Annals of Statistics 49, 2021), as their library
/// `confseq` computes it: a share is in the interval as long as the mixture's likelihood against it stays below 1/alpha.
package struct BetaBinomialSequence: Hashable, Sendable {
    package let lower: Double
    package let upper: Double

    /// Nil where there is no trial, the successes are none of 0 to `trials`, or the error is not between 0 and 1.
    ///
    /// - Parameters:
    ///   - error: The chance that the interval ever misses the true share.
    ///   - tunedFor: The number of trials at which the interval is to be shortest.
    package init?(successes: Int, trials: Int, error: Double = 0.05, tunedFor: Int) {
        guard trials > 0, (0...trials).contains(successes), error > 0, error < 1, tunedFor > 0 else { return nil }
        let mixture = Mixture(Double(successes), Double(trials - successes), -log(error), Double(tunedFor))
        let share = Double(successes) / Double(trials)
        lower = successes == 0 ? 0 : mixture.end(outside: 0, inside: share)
        upper = successes == trials ? 1 : mixture.end(outside: 1, inside: share)
    }

    private struct Mixture {
        let successes: Double
        let failures: Double
        let threshold: Double
        let tuning: Double

        init(_ successes: Double, _ failures: Double, _ threshold: Double, _ tuning: Double) {
            self.successes = successes
            self.failures = failures
            self.threshold = threshold
            self.tuning = tuning
        }

        /// Whether the mixture is not yet too likely against the share.
        private func keeps(_ share: Double) -> Bool {
            let variance = share * (1 - share)
            let weight = max(NormalMixture.rho(variance * tuning, threshold: threshold) - variance, 0.001 * variance)
            let (a, b) = (weight / share, weight / (1 - share))
            let likelihood = -successes * log(share) - failures * log1p(-share)
            // A success is a step of size 1 - share, so its weight is with the first parameter of the posterior.
            return likelihood + IncompleteBeta.logBeta(a + failures, b + successes) - IncompleteBeta.logBeta(a, b)
                < threshold
        }

        /// The end of the interval between a share outside it and one inside, by halving until nothing is left between.
        func end(outside: Double, inside: Double) -> Double {
            var (outside, inside) = (outside, inside)
            while true {
                let middle = (outside + inside) / 2
                guard middle != outside, middle != inside else { return inside }
                if keeps(middle) { inside = middle } else { outside = middle }
            }
        }
    }
}

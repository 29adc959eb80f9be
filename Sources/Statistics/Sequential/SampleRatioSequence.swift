internal import Glibc

/// Evidence that units were not divided among arms as they were due, of which one may look as often as one likes.
///
/// The sequential multinomial test of Lindon & Malek (arXiv 2011.03567): the Bayes factor of shares around the due ones, by a
/// Dirichlet law, against exactly these. Where they are right, the chance that it ever grows to 1/alpha is at most alpha.
package struct SampleRatioSequence: Sendable, Hashable {
    /// The due shares of the arms.
    private let shares: [Double]
    /// How closely the law of other shares lies around the due ones, in units: the authors' advice.
    private static let concentration = 10_000.0

    /// Nil where a share is none of 0 to 1, or they do not add to 1.
    package init?(shares: [Double]) {
        guard shares.allSatisfy({ (0...1).contains($0) }), abs(shares.reduce(0, +) - 1) < 1e-9 else { return nil }
        self.shares = shares
    }

    /// The natural logarithm of the Bayes factor after so many units in each arm; it is infinite once an arm that is due
    /// nothing has any.
    package func logBayesFactor(of counts: [Int]) -> Double {
        let arms = zip(shares, counts).filter { $0.1 > 0 }
        guard arms.allSatisfy({ $0.0 > 0 }) else { return .infinity }
        let sum = Double(arms.reduce(0) { $0 + $1.1 })
        let whole = IncompleteBeta.logGamma(Self.concentration) - IncompleteBeta.logGamma(Self.concentration + sum)
        return arms.reduce(whole) { total, arm in
            let (weight, count) = (Self.concentration * arm.0, Double(arm.1))
            return total + IncompleteBeta.logGamma(weight + count) - IncompleteBeta.logGamma(weight) - count
                * log(arm.0)
        }
    }

    /// A p-value that holds at every look at once.
    package func pValue(of counts: [Int]) -> Double { min(1, exp(-logBayesFactor(of: counts))) }

    /// Whether the division is shown to be wrong at an error.
    package func isBroken(_ counts: [Int], error: Double) -> Bool { logBayesFactor(of: counts) >= -log(error) }
}

/// The interval of the difference of two shares of the same observations: how many more had the outcome in one arm than in the
/// other (Newcombe, Statistics in Medicine 17, 1998, page 2635, method 10).
///
/// Wilson's intervals of the two shares, put together as their correlation says; with none it is Newcombe's of independent
/// samples. Where both arms mostly agree, it is far narrower than that.
package struct PairedShareInterval: Hashable, Sendable {
    package let lower: Double
    package let upper: Double

    /// Nil where there are no pairs.
    package init?(_ pairs: PairedOutcomes, confidence: Double = 0.95) {
        let count = pairs.total
        let (own, other) = (pairs.both + pairs.arm, pairs.both + pairs.other)
        guard let arm = WilsonInterval(successes: own, trials: count, confidence: confidence),
            let reference = WilsonInterval(successes: other, trials: count, confidence: confidence)
        else { return nil }
        let (first, second) = (Double(own) / Double(count), Double(other) / Double(count))
        let correlation = Self.correlation(pairs)
        func length(_ one: Double, _ another: Double) -> Double {
            max(0, one * one - 2 * correlation * one * another + another * another).squareRoot()
        }
        let difference = first - second
        lower = max(-1, difference - length(first - arm.lower, reference.upper - second))
        upper = min(1, difference + length(second - reference.lower, arm.upper - first))
    }

    /// How far the arms agree beyond chance, from -1 to 1, with Newcombe's correction where they do.
    private static func correlation(_ pairs: PairedOutcomes) -> Double {
        let (both, arm, other, neither) =
            (Double(pairs.both), Double(pairs.arm), Double(pairs.other), Double(pairs.neither))
        let product = (both + arm) * (other + neither) * (both + other) * (arm + neither)
        guard product > 0 else { return 0 }
        let excess = both * neither - arm * other
        let corrected = excess > 0 ? max(0, excess - Double(pairs.total) / 2) : excess
        return corrected / product.squareRoot()
    }
}

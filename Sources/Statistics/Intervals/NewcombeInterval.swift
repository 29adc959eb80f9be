/// Newcombe's interval for the difference of two independent proportions (Statistics in Medicine 17, 1998, method 10): put
/// together from the Wilson interval of each.
package struct NewcombeInterval: Hashable, Sendable {
    package let lower: Double
    package let upper: Double

    /// The interval of the first share less the second; nil where one of them has no trial, or the confidence is not between
    /// 0 and 1.
    package init?(
        _ first: (successes: Int, trials: Int),
        _ second: (successes: Int, trials: Int),
        confidence: Double = 0.95
    ) {
        guard
            let one = WilsonInterval(successes: first.successes, trials: first.trials, confidence: confidence),
            let other = WilsonInterval(successes: second.successes, trials: second.trials, confidence: confidence)
        else { return nil }
        let (share, base) = (
            Double(first.successes) / Double(first.trials), Double(second.successes) / Double(second.trials)
        )
        func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
        lower = max(-1, share - base - length(share - one.lower, other.upper - base))
        upper = min(1, share - base + length(one.upper - share, base - other.lower))
    }
}

/// Student's interval for a mean (Biometrika 6, 1908), from how many numbers there were and how far they spread.
///
/// Exact for normal numbers, and near its confidence for others once there are enough of them.
package struct StudentInterval: Hashable, Sendable {
    package let lower: Double
    package let upper: Double

    /// Nil for fewer than two numbers, or where the confidence is not between 0 and 1.
    package init?(_ moments: Moments, confidence: Double = 0.95) {
        guard let mean = moments.mean, let variance = moments.variance, confidence > 0, confidence < 1 else {
            return nil
        }
        let count = Double(moments.count)
        let halfWidth = Self.quantile(tail: (1 - confidence) / 2, freedom: count - 1) * (variance / count).squareRoot()
        lower = mean - halfWidth
        upper = mean + halfWidth
    }

    /// What a t variable exceeds with the probability `tail`, at most one half.
    private static func quantile(tail: Double, freedom: Double) -> Double {
        // freedom / (freedom + t²) is a beta variable.
        let part = IncompleteBeta.inverse(of: 2 * tail, freedom / 2, 0.5)
        return (freedom * (1 - part) / part).squareRoot()
    }
}

internal import Glibc

/// The law of a sum of squares of standard normal numbers.
package struct ChiSquareLaw: Sendable, Hashable {
    private let shape: Double

    /// Nil for fewer than one degree of freedom.
    package init?(freedom: Int) {
        guard freedom >= 1 else { return nil }
        shape = Double(freedom) / 2
    }

    /// How probable it is that the sum is at least this: the regularised upper incomplete gamma function, by its series below
    /// the mean and its continued fraction above (Abramowitz & Stegun 6.5.29 and 6.5.31).
    package func tail(from sum: Double) -> Double {
        guard sum > 0 else { return 1 }
        guard sum.isFinite else { return 0 }
        let x = sum / 2
        let scale = exp(shape * log(x) - x - lgamma(shape))
        if x < shape + 1 {
            var (term, total, step) = (1 / shape, 1 / shape, shape)
            while term > total * 1e-17 {
                step += 1
                term *= x / step
                total += term
            }
            return max(0, 1 - scale * total)
        }
        // Lentz's way of adding up a continued fraction from its head.
        let tiny = 1e-300
        var b = x + 1 - shape
        var (c, d) = (1 / tiny, 1 / b)
        var fraction = d
        for step in 1...10_000 {
            let a = -Double(step) * (Double(step) - shape)
            b += 2
            d = 1 / nonZero(a * d + b, tiny)
            c = nonZero(b + a / c, tiny)
            fraction *= c * d
            if abs(c * d - 1) < 1e-16 { break }
        }
        return min(1, scale * fraction)
    }

    private func nonZero(_ number: Double, _ tiny: Double) -> Double { abs(number) < tiny ? tiny : number }

    /// What the sum exceeds with that probability, which lies between 0 and 1.
    package func quantile(tail probability: Double) -> Double {
        var (low, high) = (0.0, 2 * shape + 10)
        while tail(from: high) > probability { high *= 2 }
        // Each step halves what is left.
        for _ in 0..<200 where low < high {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { break }
            if tail(from: middle) > probability { low = middle } else { high = middle }
        }
        return low + (high - low) / 2
    }
}

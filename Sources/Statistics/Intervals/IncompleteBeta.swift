import Glibc

/// The regularised incomplete beta function I_x(a, b): the probability that a beta variable stays at or below x.
enum IncompleteBeta {
    /// I_x(a, b) for a and b above 0, by Lentz's evaluation of its continued fraction (Numerical Recipes, section 6.4).
    static func value(_ x: Double, _ a: Double, _ b: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        let front = exp(a * log(x) + b * log1p(-x) - logBeta(a, b))
        // The fraction converges fast on this side of the mean; the other side is its mirror image.
        if x < (a + 1) / (a + b + 2) { return front * fraction(x, a, b) / a }
        return 1 - front * fraction(1 - x, b, a) / b
    }

    /// The x with I_x(a, b) = `probability`, by halving the unit interval until nothing is left between its ends.
    static func inverse(of probability: Double, _ a: Double, _ b: Double) -> Double {
        var low = 0.0
        var high = 1.0
        while true {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { return middle }
            if value(middle, a, b) < probability { low = middle } else { high = middle }
        }
    }

    /// The logarithm of the beta function.
    static func logBeta(_ a: Double, _ b: Double) -> Double {
        let (small, large) = a < b ? (a, b) : (b, a)
        if large < 20 { return logGamma(small) + logGamma(large) - logGamma(small + large) }
        // Logarithms of two large gamma functions would cancel; Stirling's series of their ratio does not.
        let sum = small + large
        let ratio = small - (large - 0.5) * log1p(small / large) - small * log(sum)
        return logGamma(small) + ratio + stirlingCorrection(large) - stirlingCorrection(sum)
    }

    /// The logarithm of the gamma function.
    static func logGamma(_ x: Double) -> Double {
        // The re-entrant form, as `lgamma` keeps the sign in a global variable.
        var sign: Int32 = 0
        return lgamma_r(x, &sign)
    }

    /// What Stirling's formula for the logarithm of the gamma function lacks, for x from 20 up to 16 digits.
    private static func stirlingCorrection(_ x: Double) -> Double {
        let square = 1 / (x * x)
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - square / 1680) * square) * square) / x
    }

    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        func nonZero(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / nonZero(1 - (a + b) * x / (a + 1))
        var result = d
        // It needs about the square root of the larger parameter in steps; the bound is for parameters beyond 10^12.
        for step in 1...1_000_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / nonZero(1 + even * d)
            c = nonZero(1 + even / c)
            result *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / nonZero(1 + odd * d)
            c = nonZero(1 + odd / c)
            result *= d * c
            if (d * c - 1).magnitude < 1e-15 { break }
        }
        return result
    }
}

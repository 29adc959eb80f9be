internal import Glibc

extension SplitMix64 {
    /// The next number of a normal law with mean 0 and variance 1 (Marsaglia's polar method, one of its two numbers).
    package mutating func nextNormal() -> Double {
        while true {
            let x = 2 * nextUnit() - 1
            let y = 2 * nextUnit() - 1
            let square = x * x + y * y
            if square < 1, square > 0 { return x * (-2 * log(square) / square).squareRoot() }
        }
    }
}

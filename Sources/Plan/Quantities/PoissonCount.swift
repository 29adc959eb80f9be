/// How far luck carries a number of things that come independently of each other, such as requests.
package enum PoissonCount {
    /// More than so many are as good as impossible where so many are expected: four standard deviations and two more,
    /// which a Poisson count exceeds less than once in ten thousand times, however few are expected.
    package static func most(expected: Double) -> Double { expected + 4 * expected.squareRoot() + 2 }

    /// How many must be expected for `count` to be possible, by `most`.
    package static func leastExpected(for count: Int) -> Double {
        let root = max(0, (Double(count) + 2).squareRoot() - 2)
        return root * root
    }
}

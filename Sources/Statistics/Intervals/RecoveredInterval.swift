/// The interval of a weighted sum of two independent numbers, put together from the interval of each (Zou & Donner,
/// Statistics in Medicine 27, 2008: the method of variance estimates recovery).
///
/// Of Wilson's intervals of two shares, one less the other, it makes Newcombe's. Numbers that rise and fall together lie in
/// it more often than the confidence says.
package struct RecoveredInterval: Hashable, Sendable {
    /// A number with its interval and its weight in the sum.
    package struct Term: Hashable, Sendable {
        let value: Double
        let lower: Double
        let upper: Double
        let weight: Double

        package init(value: Double, lower: Double, upper: Double, weight: Double) {
            self.value = value
            self.lower = lower
            self.upper = upper
            self.weight = weight
        }
    }

    package let lower: Double
    package let upper: Double

    package init(_ terms: [Term]) {
        var (sum, below, above) = (0.0, 0.0, 0.0)
        for term in terms {
            let value = term.weight * term.value
            let ends = [term.weight * term.lower, term.weight * term.upper]
            sum += value
            below += (value - min(ends[0], ends[1])) * (value - min(ends[0], ends[1]))
            above += (max(ends[0], ends[1]) - value) * (max(ends[0], ends[1]) - value)
        }
        lower = sum - below.squareRoot()
        upper = sum + above.squareRoot()
    }
}

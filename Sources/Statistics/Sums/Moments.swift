/// How many numbers there were, their mean, and how far they spread.
///
/// The spread is the sum of the squared distances from the mean, put together from that of parts (Chan, Golub & LeVeque,
/// The American Statistician 37, 1983), which loses nothing where the mean is far from 0.
package struct Moments: Sendable, Hashable {
    package private(set) var count = 0
    private var sum = CompensatedSum()
    /// The sum of the squared distances from the mean.
    package private(set) var spread = 0.0

    package init() {}

    /// The mean, or nil where there is no number.
    package var mean: Double? { count == 0 ? nil : sum.value / Double(count) }

    package var total: Double { sum.value }

    /// The variance that the numbers let one expect of where they come from, or nil for fewer than two.
    package var variance: Double? { count < 2 ? nil : spread / Double(count - 1) }

    /// Adds the numbers that are any: one that is not a number stands for a missing value.
    package mutating func add(_ numbers: Span<Double>) {
        var part = Moments()
        for row in numbers.indices {
            let number = numbers[unchecked: row]
            if !number.isNaN {
                part.count &+= 1
                part.sum.add(number)
            }
        }
        guard let mean = part.mean else { return }
        for row in numbers.indices {
            let distance = numbers[unchecked: row] - mean
            if !distance.isNaN { part.spread += distance * distance }
        }
        merge(part)
    }

    package mutating func merge(_ other: Moments) {
        guard let theirs = other.mean else { return }
        guard let own = mean else {
            self = other
            return
        }
        let (left, right) = (Double(count), Double(other.count))
        let distance = theirs - own
        spread += other.spread + distance * distance * (left / (left + right) * right)
        sum.merge(other.sum)
        count += other.count
    }

    /// The three numbers that it is kept as beside `count`.
    package var state: [Double] { sum.state + [spread] }

    /// Nil where the numbers are not three.
    package init?(count: Int, state: some Collection<Double>) {
        let numbers = Array(state)
        guard count >= 0, numbers.count == 3, let sum = CompensatedSum(state: numbers[..<2]) else { return nil }
        self.count = count
        self.sum = sum
        spread = numbers[2]
    }
}

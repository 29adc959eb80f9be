/// How far two samples of numbers lie apart, given in order of size: whole, or a stretch of them at a time.
package struct NumberDistance: Sendable {
    /// The largest difference of the shares of numbers up to a point (Kolmogorov and Smirnov).
    package private(set) var kolmogorovSmirnov = 0.0
    /// How far what lies below one distribution has to be moved to lie below the other, a number on average (Wasserstein).
    package var wasserstein: Double { moved.value }

    private let totals: (reference: Int, actual: Int)
    private var found: (reference: Int, actual: Int)
    private var moved = CompensatedSum()
    private var first: Double?
    private var last: Double?
    /// How far the shares are apart up to the last number.
    private var distance: Double

    /// Begins a stretch.
    ///
    /// - Parameters:
    ///   - totals: How many numbers each sample has, at least one.
    ///   - before: How many of them are before the stretch.
    package init(totals: (reference: Int, actual: Int), before: (reference: Int, actual: Int) = (0, 0)) {
        self.totals = totals
        found = before
        distance = Self.distance(before, totals)
    }

    /// Nil where a side has nothing.
    package init?(reference: [(number: Double, count: Int)], actual: [(number: Double, count: Int)]) {
        let totals = (reference: reference.reduce(0) { $0 + $1.count }, actual: actual.reduce(0) { $0 + $1.count })
        guard totals.reference > 0, totals.actual > 0 else { return nil }
        self.init(totals: totals)
        var (left, right) = (0, 0)
        while left < reference.count || right < actual.count {
            let next = min(
                left < reference.count ? reference[left].number : .infinity,
                right < actual.count ? actual[right].number : .infinity
            )
            var counts = (reference: 0, actual: 0)
            while left < reference.count, reference[left].number <= next {
                counts.reference += reference[left].count
                left += 1
            }
            while right < actual.count, actual[right].number <= next {
                counts.actual += actual[right].count
                right += 1
            }
            add(next, reference: counts.reference, actual: counts.actual)
        }
    }

    /// Adds a number that is larger than all before, and how often each sample has it.
    @inline(__always)
    package mutating func add(_ number: Double, reference: Int, actual: Int) {
        if let last { moved.add(distance * (number - last)) } else { first = number }
        found = (found.reference + reference, found.actual + actual)
        distance = Self.distance(found, totals)
        kolmogorovSmirnov = max(kolmogorovSmirnov, distance)
        last = number
    }

    /// Adds the stretch that follows this one.
    package mutating func append(_ next: NumberDistance) {
        guard let start = next.first else { return }
        if let last { moved.add(distance * (start - last)) } else { first = start }
        moved.merge(next.moved)
        kolmogorovSmirnov = max(kolmogorovSmirnov, next.kolmogorovSmirnov)
        found = next.found
        distance = next.distance
        last = next.last
    }

    @inline(__always)
    private static func distance(_ found: (reference: Int, actual: Int), _ totals: (reference: Int, actual: Int))
        -> Double
    {
        abs(Double(found.reference) / Double(totals.reference) - Double(found.actual) / Double(totals.actual))
    }
}

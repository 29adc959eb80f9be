/// How far two samples of numbers lie apart, each given in order with how often each number came.
package struct NumberDistance: Sendable {
    /// The largest difference of the shares of numbers up to a point (Kolmogorov and Smirnov).
    package private(set) var kolmogorovSmirnov = 0.0
    /// How far what lies below one distribution has to be moved to lie below the other, a number on average (Wasserstein).
    package private(set) var wasserstein = 0.0

    /// Nil where a side has nothing.
    package init?(reference: [(number: Double, count: Int)], actual: [(number: Double, count: Int)]) {
        let totals = (reference.reduce(0) { $0 + $1.count }, actual.reduce(0) { $0 + $1.count })
        guard totals.0 > 0, totals.1 > 0 else { return nil }
        var (left, right) = (0, 0)
        var (below, found) = (0, 0)
        var last: Double?
        while left < reference.count || right < actual.count {
            let next = min(
                left < reference.count ? reference[left].number : .infinity,
                right < actual.count ? actual[right].number : .infinity
            )
            let distance = abs(Double(below) / Double(totals.0) - Double(found) / Double(totals.1))
            if let last { wasserstein += distance * (next - last) }
            while left < reference.count, reference[left].number <= next {
                below += reference[left].count
                left += 1
            }
            while right < actual.count, actual[right].number <= next {
                found += actual[right].count
                right += 1
            }
            let reached = abs(Double(below) / Double(totals.0) - Double(found) / Double(totals.1))
            kolmogorovSmirnov = max(kolmogorovSmirnov, reached)
            last = next
        }
    }
}

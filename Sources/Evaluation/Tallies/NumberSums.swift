import Statistics

/// The numbers of a column, group by group: how many, their sum and the sum of their squares' distances, the smallest and the
/// largest.
struct NumberSums: Sendable {
    private(set) var count = 0
    private var sum = CompensatedSum()
    private(set) var largest = -Double.infinity

    /// The mean, correctly rounded but for the last division; nil where there is no number.
    var mean: Double? { count == 0 ? nil : sum.value / Double(count) }

    @inline(__always)
    mutating func add(_ number: Double) {
        count &+= 1
        sum.add(number)
        largest = number > largest ? number : largest
    }

    mutating func merge(_ other: NumberSums) {
        count += other.count
        sum.merge(other.sum)
        largest = max(largest, other.largest)
    }
}

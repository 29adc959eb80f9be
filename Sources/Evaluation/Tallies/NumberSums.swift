import Statistics

/// The numbers of a column in one group: how many, their sum, and the largest.
struct NumberSums: Sendable {
    private(set) var count = 0
    private var sum = CompensatedSum()
    private(set) var largest = -Double.infinity

    /// The mean; nil where there is no number. The same whatever the order of the numbers but for sums of which nearly all
    /// cancels out, since the sum is kept in twice the precision.
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

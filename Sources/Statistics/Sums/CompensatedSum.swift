/// A sum that keeps what rounding takes from it: as if added in twice the precision, whatever the order of the numbers.
///
/// Each addition's error is found exactly (Knuth's TwoSum) and added up beside the sum, so that n numbers cost an error of
/// about n times 2^-106 of the sum of their magnitudes, and merging parts in another order changes nothing that shows.
package struct CompensatedSum: Sendable, Hashable {
    private var high = 0.0
    private var low = 0.0

    package init() {}

    /// The sum, to the nearest number.
    package var value: Double { high.isFinite ? high + low : high }

    @inline(__always)
    package mutating func add(_ number: Double) {
        let sum = high + number
        let part = sum - high
        low += (high - (sum - part)) + (number - part)
        high = sum
    }

    /// Adds the product of two numbers without rounding it first.
    @inline(__always)
    package mutating func add(_ number: Double, times other: Double) {
        let product = number * other
        add(product)
        low += (-product).addingProduct(number, other)
    }

    package mutating func merge(_ other: CompensatedSum) {
        add(other.high)
        low += other.low
    }

    // How the sum is split between the two parts is a matter of the order.
    package static func == (left: CompensatedSum, right: CompensatedSum) -> Bool { left.value == right.value }
    package func hash(into hasher: inout Hasher) { hasher.combine(value) }

    /// The two numbers that it is kept as.
    package var state: [Double] { [high, low] }

    /// Nil where the numbers are not two.
    package init?(state: some Collection<Double>) {
        let numbers = Array(state)
        guard numbers.count == 2 else { return nil }
        (high, low) = (numbers[0], numbers[1])
    }
}

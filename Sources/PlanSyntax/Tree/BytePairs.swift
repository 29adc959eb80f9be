/// Pairs of bytes that texts are searched for. A bit tells of each whether it is one: of a byte each, clearing them would take longer
/// than reading a plan of a hundred lines.
package struct BytePairs: Sendable {
    private var bits = [UInt64](repeating: 0, count: 1 << 10)

    package init() {}

    package mutating func insert(_ first: UInt8, _ second: UInt8) {
        let number = Int(first) << 8 | Int(second)
        bits[number >> 6] |= 1 << UInt64(number & 63)
    }

    package func contains(_ first: UInt8, _ second: UInt8) -> Bool {
        let number = Int(first) << 8 | Int(second)
        return bits[number >> 6] >> UInt64(number & 63) & 1 != 0
    }
}

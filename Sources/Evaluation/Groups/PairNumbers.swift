/// Numbers pairs of a number and another as they appear: how several columns become one.
struct PairNumbers: Sendable {
    private(set) var pairs: [(first: Int32, second: Int64)] = []
    /// Open addressing: -1 where free; a power of two, at least twice as many as there are pairs.
    private var slots = [Int32](repeating: -1, count: 64)

    /// The number of a pair, which is given one where it has none.
    @inline(__always)
    mutating func number(_ first: Int32, _ second: Int64) -> Int32 {
        let mask = slots.count &- 1
        var slot = Self.hash(first, second) & mask
        while true {
            let number = slots[slot]
            if number < 0 { return insert(first, second, at: slot) }
            let pair = pairs[Int(number)]
            if pair.first == first, pair.second == second { return number }
            slot = (slot &+ 1) & mask
        }
    }

    @inline(__always)
    private static func hash(_ first: Int32, _ second: Int64) -> Int {
        // Fibonacci hashing: 2^64 divided by the golden ratio, and a prime of xxHash.
        let mixed =
            (UInt64(bitPattern: second) &* 0x9FB2_1C65_1E98_DF25 ^ UInt64(UInt32(bitPattern: first)))
            &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed &>> 32)
    }

    @inline(never)
    private mutating func insert(_ first: Int32, _ second: Int64, at slot: Int) -> Int32 {
        let number = Int32(pairs.count)
        pairs.append((first, second))
        slots[slot] = number
        if pairs.count * 2 > slots.count {
            slots = [Int32](repeating: -1, count: slots.count * 2)
            for (number, pair) in pairs.enumerated() {
                var slot = Self.hash(pair.first, pair.second) & (slots.count - 1)
                while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
                slots[slot] = Int32(number)
            }
        }
        return number
    }
}

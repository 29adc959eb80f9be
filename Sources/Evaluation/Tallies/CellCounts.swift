/// Numbers for few keys of many: how often each occurred. Open addressing.
struct CellCounts: Sendable {
    private static let free = UInt64.max

    private(set) var count = 0
    /// A power of two, more than there are keys; no key is `free`.
    private var keys: [UInt64]
    private var numbers: [Int]

    init() {
        keys = [UInt64](repeating: Self.free, count: 1 << 12)
        numbers = [Int](repeating: 0, count: 1 << 12)
    }

    @inline(__always)
    mutating func add(_ number: Int, to key: UInt64) {
        let mask = keys.count &- 1
        // Fibonacci hashing: 2^64 divided by the golden ratio.
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 20) & mask
        while true {
            let held = keys[slot]
            if held == key {
                numbers[slot] &+= number
                return
            }
            if held == Self.free { return insert(number, key, at: slot) }
            slot = (slot &+ 1) & mask
        }
    }

    @inline(never)
    private mutating func insert(_ number: Int, _ key: UInt64, at slot: Int) {
        keys[slot] = key
        numbers[slot] = number
        count += 1
        guard count * 2 > keys.count else { return }
        let old = (keys, numbers)
        keys = [UInt64](repeating: Self.free, count: old.0.count * 2)
        numbers = [Int](repeating: 0, count: old.0.count * 2)
        count = 0
        for (key, number) in zip(old.0, old.1) where key != Self.free { add(number, to: key) }
    }

    /// Hands over each key and its number, in no order.
    func forEach(_ body: (UInt64, Int) -> Void) {
        for (key, number) in zip(keys, numbers) where key != Self.free { body(key, number) }
    }
}

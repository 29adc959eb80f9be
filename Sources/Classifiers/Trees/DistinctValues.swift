/// The distinct values of one feature, numbered as they come: a hash table with open addressing.
struct DistinctValues {
    private var entries: [Double] = []
    /// The entry in each slot plus one; 0 where there is none. The number of slots is a power of two, at least twice the
    /// number of entries.
    private var slots: [UInt32]

    init(capacity: Int) {
        slots = [UInt32](repeating: 0, count: max(2, capacity.nextPowerOfTwo * 2))
        entries.reserveCapacity(capacity)
    }

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        for slot in slots.indices { slots[slot] = 0 }
    }

    /// The number of the value, a new one if it has not been seen before.
    mutating func insert(_ value: Double) -> UInt32 {
        // Minus zero equals zero and must share its entry; adding zero turns the one into the other.
        let value = value + 0.0
        let slot = slot(of: value)
        if slots[slot] == 0 {
            entries.append(value)
            slots[slot] = UInt32(entries.count)
        }
        return slots[slot] - 1
    }

    /// Appends the values in ascending order and returns the rank of each entry.
    mutating func sort(into values: inout [Double]) -> [UInt32] {
        let start = values.count
        values.append(contentsOf: entries)
        values[start...].sort()
        var ranks = [UInt32](repeating: 0, count: entries.count)
        for rank in 0..<entries.count { ranks[Int(slots[slot(of: values[start + rank])] - 1)] = UInt32(rank) }
        return ranks
    }

    private func slot(of value: Double) -> Int {
        let mask = slots.count - 1
        // Fibonacci hashing: the product's high bits depend on every bit of the value.
        let product = value.bitPattern &* 0x9E37_79B9_7F4A_7C15
        var slot = Int(truncatingIfNeeded: product >> 32) & mask
        while slots[slot] != 0 && entries[Int(slots[slot] - 1)] != value { slot = (slot + 1) & mask }
        return slot
    }
}

extension Int {
    /// The smallest power of two that is not below this number.
    fileprivate var nextPowerOfTwo: Int {
        self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount)
    }
}

/// Numbers the values of the label as they appear, from their bytes, without a `String` for each row.
struct ClassIndex {
    private(set) var names: [[UInt8]] = []
    /// Where each class first appears in the file.
    private(set) var firstPlaces: [Range<Int>] = []
    /// Open addressing: -1 where free; the count is a power of two and at least twice that of the names.
    private var slots = [Int32](repeating: -1, count: 16)
    private var last: Int32 = 0

    /// The number of the class that `bytes[range]` names; a new one gets the next number.
    mutating func index(of bytes: [UInt8], _ range: Range<Int>, at place: Range<Int>) -> Int32 {
        // Files are often sorted by class.
        if Int(last) < names.count, matches(last, bytes, range) { return last }
        var slot = hash(bytes, range) & (slots.count - 1)
        while slots[slot] >= 0 {
            if matches(slots[slot], bytes, range) {
                last = slots[slot]
                return last
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        last = Int32(names.count)
        slots[slot] = last
        names.append(Array(bytes[range]))
        firstPlaces.append(place)
        if names.count * 2 > slots.count { grow() }
        return last
    }

    private func matches(_ index: Int32, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        let name = names[Int(index)]
        guard name.count == range.count else { return false }
        for offset in 0..<name.count where name[offset] != bytes[range.lowerBound + offset] { return false }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (index, name) in names.enumerated() {
            var slot = hash(name, 0..<name.count) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(index)
        }
    }

    /// FNV-1a.
    private func hash(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in range { hash = (hash ^ UInt64(bytes[place])) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ (hash >> 32))
    }
}

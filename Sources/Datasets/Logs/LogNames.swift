/// Numbers names as they appear, from their bytes, without a `String` for each row.
///
/// A name of up to 16 bytes is told by its first and last eight and its length; the bytes between are compared only in
/// longer ones.
struct LogNames {
    private struct Key: Equatable {
        let head: UInt64
        let tail: UInt64
        let count: Int

        @inline(__always)
        init(_ bytes: RawSpan, _ cell: LogCell) {
            count = cell.count
            let word = ByteWords.load(bytes, cell.start)
            if count >= 8 {
                head = word
                tail = ByteWords.load(bytes, cell.end &- 8)
            } else {
                head = word & (1 &<< UInt64(count &* 8) &- 1)
                tail = 0
            }
        }

        @inline(__always)
        var hash: UInt64 {
            // Fibonacci hashing; the odd factors are 2^64 divided by the golden ratio, and a prime of xxHash.
            (head ^ (tail &* 0x9FB2_1C65_1E98_DF25) ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
        }
    }

    private(set) var names: [[UInt8]] = []
    private var keys: [Key] = []
    /// Open addressing: -1 where free; a power of two, at least twice as many as there are names.
    private var slots = [Int32](repeating: -1, count: 32)
    private var shift: UInt64 = 59

    var count: Int { names.count }

    /// The number of the name in a cell, or -1 where it has none yet. Eight bytes from its start on must be there.
    @inline(__always)
    func number(of cell: LogCell, in bytes: RawSpan) -> Int32 {
        let key = Key(bytes, cell)
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: key.hash &>> shift)
        while true {
            let number = slots[slot]
            if number < 0 { return -1 }
            if keys[Int(number)] == key, key.count <= 16 || isSame(number, cell, bytes) { return number }
            slot = (slot &+ 1) & mask
        }
    }

    /// Gives the next number to the name in a cell, which must have none.
    mutating func insert(_ cell: LogCell, in bytes: RawSpan) -> Int32 {
        let number = Int32(names.count)
        names.append(cell.range.map { bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) })
        keys.append(Key(bytes, cell))
        if names.count * 2 > slots.count {
            slots = [Int32](repeating: -1, count: slots.count * 2)
            shift -= 1
            for number in keys.indices { occupy(number) }
        } else {
            occupy(keys.count - 1)
        }
        return number
    }

    private mutating func occupy(_ number: Int) {
        var slot = Int(truncatingIfNeeded: keys[number].hash &>> shift)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(number)
    }

    private func isSame(_ number: Int32, _ cell: LogCell, _ bytes: RawSpan) -> Bool {
        let name = names[Int(number)]
        for (offset, byte) in name.enumerated()
        where bytes.unsafeLoad(fromByteOffset: cell.start + offset, as: UInt8.self) != byte { return false }
        return true
    }
}

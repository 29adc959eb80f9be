/// Eight bytes of a text at once: what is asked of every byte of a long file is asked of as many together as a register holds.
enum ByteWord {
    static let count = 8
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    static func repeating(_ byte: UInt8) -> UInt64 { ones &* UInt64(byte) }

    /// Whether one of the bytes is 0.
    static func hasZero(_ word: UInt64) -> Bool { (word &- ones) & ~word & highBits != 0 }

    /// Whether all of them are printable ASCII characters.
    static func isPrintable(_ word: UInt64) -> Bool {
        let isBelowSpace = (word &- repeating(0x20)) & ~word
        return (word | isBelowSpace) & highBits == 0 && !hasZero(word ^ repeating(0x7F))
    }
}

extension [UInt8] {
    /// Whether one of them is that byte, or differs from it in no other bits than `ignored`.
    func has(_ byte: UInt8, ignoring ignored: UInt8 = 0) -> Bool {
        withUnsafeBytes { bytes in
            let (kept, wanted) = (ByteWord.repeating(~ignored), ByteWord.repeating(byte & ~ignored))
            var offset = 0
            while offset + ByteWord.count <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                if ByteWord.hasZero(word & kept ^ wanted) { return true }
                offset += ByteWord.count
            }
            return bytes[offset...].contains { $0 & ~ignored == byte & ~ignored }
        }
    }

    /// The first place from `start` on that may be, or be close before, a byte that is no printable ASCII character or is `mark`.
    func skippingPrintable(from start: Int, besides mark: UInt8) -> Int {
        withUnsafeBytes { bytes in
            let wanted = ByteWord.repeating(mark)
            var offset = start
            while offset + ByteWord.count <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                guard ByteWord.isPrintable(word), !ByteWord.hasZero(word ^ wanted) else { break }
                offset += ByteWord.count
            }
            return offset
        }
    }

    /// Whether so many bytes from `start` on are those at a place in memory.
    func equals(_ other: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        guard start >= 0, start + other.count <= count else { return false }
        return withUnsafeBytes { bytes in
            let (own, others) = (
                UnsafeRawBufferPointer(rebasing: bytes[start..<start + other.count]), UnsafeRawBufferPointer(other)
            )
            var offset = 0
            while offset + ByteWord.count <= own.count {
                let (word, otherWord) = (
                    own.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
                    others.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                )
                guard word == otherWord else { return false }
                offset += ByteWord.count
            }
            while offset < own.count {
                guard own[offset] == others[offset] else { return false }
                offset += 1
            }
            return true
        }
    }
}

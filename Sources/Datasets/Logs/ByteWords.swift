/// Eight bytes at a time, as one word with the first byte lowest.
enum ByteWords {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The eight bytes from `place` on, all of which must be there.
    @inline(__always)
    static func load(_ bytes: RawSpan, _ place: Int) -> UInt64 {
        // The windows that are scanned end in sixteen bytes of padding, so a word begun inside them ends inside too.
        UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self))
    }

    /// The high bits of bytes that are 0. The lowest such bit is right; those above it may be too many.
    @inline(__always)
    static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }

    /// The high bits of bytes that are 0, and no others.
    @inline(__always)
    static func allZeros(_ word: UInt64) -> UInt64 { ~(((word & ~highs) &+ ~highs) | word | ~highs) }

    /// The sum of the eight bytes.
    @inline(__always)
    static func sum(_ word: UInt64) -> Int {
        let pairs: UInt64 = 0x00FF_00FF_00FF_00FF
        let sums = (word & pairs) &+ (word &>> 8 & pairs)
        return Int((sums &* 0x0001_0001_0001_0001) &>> 48)
    }

    /// The place of the first byte from `place` on that is one of two; one of them must be there.
    @inline(__always)
    static func first(_ one: UInt8, _ other: UInt8, in bytes: RawSpan, from place: Int) -> Int {
        let (ones, others) = (ones &* UInt64(one), ones &* UInt64(other))
        var place = place
        while true {
            let word = load(bytes, place)
            let found = zeros(word ^ ones) | zeros(word ^ others)
            if found != 0 { return place &+ found.trailingZeroBitCount &>> 3 }
            place &+= 8
        }
    }
}

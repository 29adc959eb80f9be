/// The part of a stream at hand: whole rows to be scanned, and the beginning of the next one.
struct ByteWindow {
    /// Bytes behind the content, so that words can be loaded to its very end. The first of them is a line break, which
    /// ends a last row that has none of its own.
    private static let padding = 16

    private(set) var bytes: [UInt8]
    /// How many of the bytes are content.
    private(set) var count = 0
    private(set) var isLast = false
    /// What came before: bytes and line breaks.
    private(set) var offset = 0
    private(set) var lineBreaks = 0
    private let chunkSize: Int

    init(chunkSize: Int) {
        self.chunkSize = chunkSize
        bytes = [UInt8](repeating: 0, count: chunkSize + Self.padding)
    }

    /// Forgets the first bytes, which have been scanned.
    mutating func discard(_ scanned: Int) {
        lineBreaks += Self.lineBreaks(in: bytes.span, 0..<scanned)
        offset += scanned
        let rest = count - scanned
        for place in 0..<rest { bytes[place] = bytes[scanned + place] }
        count = rest
        seal()
    }

    /// Reads up to a chunk more.
    mutating func fill(from stream: inout LogBytes) throws(LogBytes.Damage) {
        let needed = count + chunkSize + Self.padding
        if bytes.count < needed { bytes += [UInt8](repeating: 0, count: max(needed, bytes.count * 2) - bytes.count) }
        let end = count + chunkSize
        while count < end {
            let added = try stream.read(into: &bytes, at: count, limit: end - count)
            count += added
            if added == 0 {
                isLast = true
                break
            }
        }
        seal()
    }

    /// Puts the padding behind the content.
    private mutating func seal() {
        for place in 0..<Self.padding { bytes[count + place] = place == 0 ? UInt8(ascii: "\n") : 0 }
    }

    /// The end of the last whole line; the end of the content where nothing follows.
    var endOfLines: Int {
        if isLast { return count }
        return bytes[..<count].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    }

    static func lineBreaks(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        let words = bytes.bytes
        let lineBreak = ByteWords.ones &* UInt64(UInt8(ascii: "\n"))
        var total = 0
        var place = range.lowerBound
        while place + 8 <= range.upperBound {
            // Eight counts at a time, each of them to 255 at most.
            let end = place + min(255, (range.upperBound - place) / 8) * 8
            var counts: UInt64 = 0
            while place < end {
                counts &+= ByteWords.allZeros(ByteWords.load(words, place) ^ lineBreak) &>> 7
                place &+= 8
            }
            total += ByteWords.sum(counts)
        }
        for place in place..<range.upperBound where bytes[place] == UInt8(ascii: "\n") { total += 1 }
        return total
    }
}

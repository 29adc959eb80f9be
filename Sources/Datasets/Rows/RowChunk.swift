/// A part of a log that holds whole rows, and where it comes from.
struct RowChunk {
    /// Bytes behind the content, so that 64 of them can be looked at from every place. The first is a line break, which
    /// ends a last row that has none of its own.
    static let padding = 64

    /// The content, and padding behind it.
    var bytes: [UInt8] = []
    /// How many of the bytes are content.
    var count = 0
    /// How many line breaks the content has.
    var lines = 0
    /// Whether all of the content is ASCII.
    var isASCII = true
    /// Which of the inputs it is from.
    var input = 0
    /// What comes before it in that input: bytes and line breaks.
    var offset = 0
    var lineBreaks = 0
    /// Whether nothing follows in that input.
    var isLast = false
    var layout = RowLayout.jsonLines

    /// Makes room for content of that size.
    mutating func reserve(_ size: Int) {
        let needed = size + Self.padding
        if bytes.count < needed { bytes += [UInt8](repeating: 0, count: max(needed, bytes.count * 2) - bytes.count) }
    }

    /// Puts the padding behind the content.
    mutating func seal(at end: Int) {
        count = end
        for place in 0..<Self.padding { bytes[end + place] = place == 0 ? UInt8(ascii: "\n") : 0 }
    }

    /// What follows a line that ends at `start`.
    func part(from start: Int) -> RowChunk {
        var part = RowChunk()
        part.reserve(count - start)
        for place in start..<count { part.bytes[place - start] = bytes[place] }
        part.seal(at: count - start)
        let before = bytes[..<start].count { $0 == UInt8(ascii: "\n") }
        (part.lines, part.isASCII) = (lines - before, isASCII)
        (part.input, part.offset, part.lineBreaks) = (input, offset + start, lineBreaks + before)
        (part.isLast, part.layout) = (isLast, layout)
        return part
    }

    /// Puts bytes behind the content and its padding, and padding behind them; for what does not stand in the log as it is
    /// meant.
    mutating func append(_ side: [UInt8]) {
        let start = count + Self.padding
        reserve(start + side.count)
        for (place, byte) in side.enumerated() { bytes[start + place] = byte }
        for place in start + side.count..<start + side.count + Self.padding { bytes[place] = 0 }
    }
}

/// How the rows of an input are written.
enum RowLayout: Sendable {
    /// So many columns, and for each slot that has one, which.
    case csv(columnCount: Int, columns: [(column: Int, slot: Int)])
    case jsonLines
}

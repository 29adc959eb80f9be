/// Walks over the cells of a CSV text (RFC 4180), one pass, nothing copied.
struct CSVScanner {
    enum Problem: Hashable {
        case unclosedQuote
        case textAfterQuote
    }

    struct Cell {
        /// The cell with its quotes.
        var outer: Range<Int>
        /// What stands between the quotes, or all of it where there are none.
        var inner: Range<Int>
        /// Whether quotes inside it are written twice.
        var hasDoubledQuotes = false
        var problem: Problem?
        /// Whether it is the last of its row.
        var endsRow: Bool
    }

    let bytes: [UInt8]
    private(set) var offset: Int

    init(_ bytes: [UInt8], from offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    var isAtEnd: Bool { offset >= bytes.count }

    /// Passes over lines with nothing on them.
    mutating func skipEmptyLines() {
        while offset < bytes.count {
            if bytes[offset] == UInt8(ascii: "\n") {
                offset += 1
            } else if bytes[offset] == UInt8(ascii: "\r"),
                offset + 1 == bytes.count || bytes[offset + 1] == UInt8(ascii: "\n")
            {
                offset = min(offset + 2, bytes.count)
            } else {
                return
            }
        }
    }

    /// The next cell; the scanner then stands behind the comma or the line break after it.
    @inline(__always)
    mutating func next() -> Cell {
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") { return nextQuoted() }
        let start = offset
        let end = endOfPlainText(from: start)
        let endsRow = pass(separatorAt: end)
        let trimmed = endsRow && end > start && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
        return Cell(outer: start..<trimmed, inner: start..<trimmed, endsRow: endsRow)
    }

    @inline(never)
    private mutating func nextQuoted() -> Cell {
        let quote = UInt8(ascii: "\"")
        let start = offset
        var place = start + 1
        var hasDoubledQuotes = false
        while place < bytes.count {
            if bytes[place] == quote {
                guard place + 1 < bytes.count, bytes[place + 1] == quote else { break }
                hasDoubledQuotes = true
                place += 1
            }
            place += 1
        }
        guard place < bytes.count else {
            offset = bytes.count
            let range = start..<bytes.count
            return Cell(outer: range, inner: range, problem: .unclosedQuote, endsRow: true)
        }
        let end = endOfPlainText(from: place + 1)
        let endsRow = pass(separatorAt: end)
        let trimmed = endsRow && end > place + 1 && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
        return Cell(
            outer: start..<trimmed,
            inner: start + 1..<place,
            hasDoubledQuotes: hasDoubledQuotes,
            problem: trimmed > place + 1 ? .textAfterQuote : nil,
            endsRow: endsRow
        )
    }

    @inline(__always)
    private func endOfPlainText(from start: Int) -> Int {
        var place = start
        while place < bytes.count, bytes[place] != UInt8(ascii: ","), bytes[place] != UInt8(ascii: "\n") { place += 1 }
        return place
    }

    /// Moves behind the separator and says whether the row ends there.
    @inline(__always)
    private mutating func pass(separatorAt place: Int) -> Bool {
        offset = min(place + 1, bytes.count)
        return place >= bytes.count || bytes[place] == UInt8(ascii: "\n")
    }
}

/// Walks over the rows of a prediction log in CSV (RFC 4180), a window at a time, nothing copied.
///
/// Reads are unchecked, and rest on this: at `end` or behind it a line break stands in the text, with at least fifteen bytes behind
/// it (`ByteWindow`, `RowChunk`), and each search ends at a line break.
struct CSVLogScanner {
    private static let comma = UInt8(ascii: ",")
    private static let lineBreak = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let quote = UInt8(ascii: "\"")

    /// Where in a `LogRow` the cell of each column goes.
    private let targets: [Int]

    /// A scanner of rows with so many columns, `columns` saying which of them go to a slot.
    init(columnCount: Int, columns: [Int: Int]) {
        var targets = [Int](repeating: LogRow.unwanted, count: columnCount)
        for (slot, column) in columns { targets[column] = slot }
        self.targets = targets
    }

    /// Hands the rows that end before `end` to `rows`, and says up to where it got.
    func scan(_ text: Span<UInt8>, upTo end: Int, isLast: Bool, into rows: inout some LogSink) -> Int {
        let words = text.bytes
        let targets = targets.span
        var place = 0
        while place < end, !rows.isStopped {
            let byte = text[unchecked: place]
            if byte == Self.lineBreak {
                place &+= 1
                continue
            }
            // Before `end`, so that one more is in the text.
            if byte == Self.carriageReturn, text[unchecked: place &+ 1] == Self.lineBreak {
                place &+= 2
                continue
            }
            let start = place
            var row = LogRow()
            var column = 0
            var isPlain = true
            var separator = start
            while true {
                guard column < targets.count, text[unchecked: place] != Self.quote else {
                    isPlain = false
                    break
                }
                separator = ByteWords.first(Self.comma, Self.lineBreak, in: words, from: place)
                row.cells[unchecked: targets[unchecked: column]] = LogCell(start: place, end: separator)
                column &+= 1
                place = separator &+ 1
                if text[unchecked: separator] == Self.lineBreak { break }
            }
            if isPlain, column == targets.count {
                // A row does not begin with its line break, so that something stands before that.
                if text[unchecked: separator &- 1] == Self.carriageReturn {
                    row.cells[unchecked: targets[unchecked: column &- 1]].shorten()
                }
                row.whole = LogCell(start: start, end: separator)
                rows.add(row, in: text)
            } else if let next = scanRareRow(text, from: start, upTo: end, isLast: isLast, into: &rows) {
                place = next
            } else {
                return start
            }
        }
        return min(place, end)
    }

    /// Reads a row with quotes in it or with too many or too few cells; nil where it goes on behind `end`.
    @inline(never)
    func scanRareRow(
        _ text: Span<UInt8>,
        from start: Int,
        upTo end: Int,
        isLast: Bool,
        into rows: inout some LogSink
    ) -> Int? {
        var row = LogRow()
        var doubled: [Int] = []
        var column = 0
        var place = start
        var firstExtra = start
        var isUsable = true
        while true {
            if column == targets.count { firstExtra = place }
            var cell = LogCell(start: place, end: place)
            if text[place] == Self.quote, place < end {
                guard let quoted = closingQuote(of: place, in: text, upTo: end) else {
                    guard isLast else { return nil }
                    rows.problems.add(
                        DatasetCodes.unclosedQuote,
                        "the closing quote of a cell is missing",
                        at: place..<place + 1,
                        in: text,
                        label: "opened here"
                    )
                    rows.stop()
                    return end
                }
                cell = LogCell(start: place + 1, end: quoted.place)
                if quoted.hasDoubled, column < targets.count { doubled.append(targets[column]) }
                place = quoted.place + 1
            }
            let separator = ByteWords.first(Self.comma, Self.lineBreak, in: text.bytes, from: place)
            let isEnd = text[separator] == Self.lineBreak
            let isReturn = isEnd && separator > place && text[separator - 1] == Self.carriageReturn
            let cellEnd = isReturn ? separator - 1 : separator
            if cell.start == place {
                cell = LogCell(start: place, end: cellEnd)
            } else if cellEnd > place, isUsable {
                // One problem a row is enough.
                isUsable = false
                rows.problems.add(
                    DatasetCodes.textAfterQuote,
                    "text follows the closing quote of a cell",
                    at: place..<cellEnd,
                    in: text,
                    help: ["write a quote inside a quoted cell twice"]
                )
            }
            if column < targets.count { row.cells[targets[column]] = cell }
            column += 1
            place = separator + 1
            guard isEnd else { continue }
            row.whole = LogCell(start: start, end: cellEnd)
            if column != targets.count, isUsable {
                addRagged(found: column, at: column > targets.count ? firstExtra : cellEnd, cellEnd, text, &rows)
            } else if isUsable {
                add(row, doubled, text, &rows)
            }
            return place
        }
    }

    /// The quote that closes the one at `start`, and whether there are doubled ones between them.
    private func closingQuote(of start: Int, in text: Span<UInt8>, upTo end: Int) -> (place: Int, hasDoubled: Bool)? {
        var place = start + 1
        var hasDoubled = false
        while place < end {
            if text[unchecked: place] == Self.quote {
                // What stands behind the end is not known yet, unless nothing does.
                guard place + 1 < end, text[place + 1] == Self.quote else { return (place, hasDoubled) }
                hasDoubled = true
                place += 1
            }
            place += 1
        }
        return nil
    }

    /// Hands over a row, with quotes that are written twice made single.
    private func add(_ row: LogRow, _ doubled: [Int], _ text: Span<UInt8>, _ rows: inout some LogSink) {
        guard !doubled.isEmpty else { return rows.add(row, in: text) }
        var content = RowContent(places: row)
        for slot in targets where slot != LogRow.unwanted {
            var bytes = row.cells[slot].range.map { text[$0] }
            if doubled.contains(slot) { bytes = Self.single(bytes) }
            content.set(slot, to: bytes)
        }
        content.hand(to: &rows, text)
    }

    private static func single(_ bytes: [UInt8]) -> [UInt8] {
        var content: [UInt8] = []
        var isSecond = false
        for byte in bytes {
            isSecond = byte == quote && !isSecond
            if byte != quote || isSecond { content.append(byte) }
        }
        return content
    }

    private func addRagged(found: Int, at place: Int, _ end: Int, _ text: Span<UInt8>, _ rows: inout some LogSink) {
        let cells = found == 1 ? "1 cell" : "\(found) cells"
        rows.problems.add(
            DatasetCodes.raggedRow,
            "the row has \(cells), the header has \(targets.count)",
            at: place..<max(place, end),
            in: text,
            label: found < targets.count ? "the row ends here" : "too many from here on",
            help: found > targets.count ? ["quote a cell that contains a comma"] : []
        )
    }
}

/// Finds the cells of rows in CSV (RFC 4180). Rows without quotes and with as many cells as there are columns, which are
/// nearly all, need one look at each separator; `CSVLogScanner` reads the others.
struct CSVRowSplitter {
    private let columnCount: Int
    private let wanted: [(column: Int, slot: Int)]
    private let careful: CSVLogScanner

    init(columnCount: Int, columns: [(column: Int, slot: Int)]) {
        self.columnCount = columnCount
        wanted = columns
        careful = CSVLogScanner(
            columnCount: columnCount,
            columns: Dictionary(columns.map { ($0.slot, $0.column) }) { first, _ in first }
        )
    }

    func split(_ chunk: RowChunk, _ index: inout ScanIndex, into rows: inout RowCells, _ problems: inout LogProblems) {
        index.find(UInt8(ascii: ","), UInt8(ascii: "\""), in: chunk.bytes, from: 0, to: chunk.count)
        var entry = 0
        var start = 0
        while start < chunk.count {
            // Stops at what is not plain.
            splitPlain(chunk.bytes.span, index, &entry, &start, into: &rows)
            guard start < chunk.count else { break }
            start = splitRare(chunk, from: start, into: &rows, &problems)
            let entries = index.entries.span
            while entry < index.count, Int(entries[entry] & ~(ScanIndex.lineFeed | ScanIndex.special)) < start {
                entry += 1
            }
        }
    }

    /// Splits rows from `start` on until one needs care.
    private func splitPlain(
        _ text: Span<UInt8>,
        _ index: ScanIndex,
        _ entry: inout Int,
        _ start: inout Int,
        into rows: inout RowCells
    ) {
        let (columns, width) = (columnCount, rows.width)
        let wanted = wanted.span
        let entries = index.entries.span
        let last = index.count - columns
        var (next, place) = (entry, start)
        rows.withRows { cells, wholes, count in
            // As many entries as a row has columns are left, and each is the place of a byte of the content or of the line break
            // behind it; of rows there is room for one a line break.
            while next <= last {
                var flags: UInt32 = 0
                for step in 0..<columns &- 1 { flags |= entries[unchecked: next &+ step] }
                let end = entries[unchecked: next &+ columns &- 1] ^ ScanIndex.lineFeed
                // The last separator ends the line, and no other does; none is a quote.
                guard flags | end < ScanIndex.special else { break }
                var cellsEnd = Int(end)
                if text[unchecked: max(0, cellsEnd &- 1)] == UInt8(ascii: "\r"), cellsEnd > place { cellsEnd &-= 1 }
                // A line with nothing in it is no row.
                if columns == 1, cellsEnd == place { break }
                let row = count &* width
                for cell in wanted.indices {
                    let (column, slot) = wanted[unchecked: cell]
                    let before = column == 0 ? place : Int(entries[unchecked: next &+ column &- 1]) &+ 1
                    let after = column == columns &- 1 ? cellsEnd : Int(entries[unchecked: next &+ column])
                    cells[unchecked: row &+ slot] = LogCell(start: before, end: after)
                }
                wholes[unchecked: count] = LogCell(start: place, end: cellsEnd)
                count &+= 1
                place = Int(end) &+ 1
                next &+= columns
            }
        }
        entry = next
        start = place
    }

    /// Reads the row at `start`, whatever it is, and says where the next one begins.
    @inline(never)
    private func splitRare(
        _ chunk: RowChunk,
        from start: Int,
        into rows: inout RowCells,
        _ problems: inout LogProblems
    ) -> Int {
        let text = chunk.bytes.span
        if text[start] == UInt8(ascii: "\n") { return start + 1 }
        if text[start] == UInt8(ascii: "\r"), text[start + 1] == UInt8(ascii: "\n") { return start + 2 }
        var sink = RareRows(width: rows.width, problems.name, sideStart: chunk.count + RowChunk.padding)
        let known = problems.count
        sink.exchange(&rows, &problems)
        let next = careful.scanRareRow(text, from: start, upTo: chunk.count, isLast: chunk.isLast, into: &sink)
        sink.exchange(&rows, &problems)
        if sink.isStopped { rows.isStopped = true }
        if problems.count > known { rows.lose(start..<(next ?? chunk.count), of: text) }
        // A chunk that is not the last ends at the end of a row.
        return next ?? chunk.count
    }
}

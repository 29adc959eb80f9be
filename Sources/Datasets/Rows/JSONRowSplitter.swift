/// Finds the cells of rows in JSON lines. Lines of a shape that was met before need one look at each quote;
/// `JSONLogScanner` reads the others.
struct JSONRowSplitter {
    private let slots: [(name: [UInt8], slot: Int)]
    private var careful: JSONLogScanner
    /// Those met of late, the one that fitted last first.
    private var shapes: [JSONShape] = []
    private static let shapeLimit = 8

    init(slots: [(name: [UInt8], slot: Int)]) {
        self.slots = slots
        careful = JSONLogScanner(members: slots)
    }

    mutating func split(
        _ chunk: RowChunk,
        _ index: inout ScanIndex,
        into rows: inout RowCells,
        _ problems: inout LogProblems
    ) {
        index.findQuotes(in: chunk.bytes, from: 0, to: chunk.count)
        var entry = 0
        var start = 0
        while start < chunk.count {
            splitAlike(chunk, index, &entry, &start, into: &rows)
            guard start < chunk.count else { break }
            if let found = shape(chunk.bytes.span, start, index, entry) {
                shapes.insert(found, at: 0)
                if shapes.count > Self.shapeLimit { shapes.removeLast() }
                continue
            }
            start = splitRare(chunk, from: start, into: &rows, &problems)
            let entries = index.entries.span
            while entry < index.count, Int(entries[entry] & ~(ScanIndex.lineFeed | ScanIndex.special)) < start {
                entry += 1
            }
        }
    }

    /// Splits lines from `start` on until one is of no known shape.
    private mutating func splitAlike(
        _ chunk: RowChunk,
        _ index: ScanIndex,
        _ entry: inout Int,
        _ start: inout Int,
        into rows: inout RowCells
    ) {
        while let first = shapes.first {
            splitAlike(first, chunk, index, &entry, &start, into: &rows)
            guard start < chunk.count,
                let other = shapes.indices.dropFirst().first(where: {
                    fits(shapes[$0], chunk.bytes.span, start, index, entry)
                })
            else { return }
            shapes.swapAt(0, other)
        }
    }

    private func splitAlike(
        _ shape: JSONShape,
        _ chunk: RowChunk,
        _ index: ScanIndex,
        _ entry: inout Int,
        _ start: inout Int,
        into rows: inout RowCells
    ) {
        let width = rows.width
        let last = index.count - shape.entryCount
        let (entries, text) = (index.entries.span, chunk.bytes.span)
        var (next, place) = (entry, start)
        rows.withRows { cells, wholes, count in
            // As many entries as the shape has are left; of rows there is room for one a line break.
            while next <= last {
                let row = count &* width
                for slot in 0..<width { cells[unchecked: row &+ slot] = LogCell() }
                guard let end = shape.match(text, place, entries, next, &cells, row) else { break }
                wholes[unchecked: count] = LogCell(start: place, end: end)
                count &+= 1
                place = end &+ 1
                next &+= shape.entryCount
            }
        }
        entry = next
        start = place
    }

    private func fits(_ shape: JSONShape, _ text: Span<UInt8>, _ start: Int, _ index: ScanIndex, _ entry: Int) -> Bool {
        guard entry + shape.entryCount <= index.count else { return false }
        var cells = [LogCell](repeating: LogCell(), count: slots.count)
        var span = cells.mutableSpan
        return shape.match(text, start, index.entries.span, entry, &span, 0) != nil
    }

    /// The shape of the line at `start`, where it is a new one that fits the line itself.
    private func shape(_ text: Span<UInt8>, _ start: Int, _ index: ScanIndex, _ entry: Int) -> JSONShape? {
        let entries = index.entries.span.extracting(0..<index.count)
        guard let shape = JSONShape(text, start, entries, entry, slots: slots) else { return nil }
        return fits(shape, text, start, index, entry) ? shape : nil
    }

    /// Reads the line at `start`, whatever it is, and says where the next one begins.
    @inline(never)
    private mutating func splitRare(
        _ chunk: RowChunk,
        from start: Int,
        into rows: inout RowCells,
        _ problems: inout LogProblems
    ) -> Int {
        let text = chunk.bytes.span
        var place = start
        while place < chunk.count, [0x20, 0x09, 0x0D, 0x0A].contains(text[place]) {
            if text[place] == UInt8(ascii: "\n") { return place + 1 }
            place += 1
        }
        guard place < chunk.count else { return chunk.count }
        var sink = RareRows(width: rows.width, problems.name, sideStart: chunk.count + RowChunk.padding)
        sink.exchange(&rows, &problems)
        let end = careful.scan(text, from: place, upTo: place + 1, into: &sink)
        sink.exchange(&rows, &problems)
        return min(end + 1, chunk.count)
    }
}

/// Where the cells of the rows of a chunk stand, row by row, a cell for each slot.
struct RowCells {
    /// How many slots there are.
    let width: Int
    private(set) var count = 0
    /// Those of a slot are `width` apart.
    private(set) var cells: [LogCell] = []
    private var wholes: [LogCell] = []
    /// Of rows that do not stand in the log as they are meant, where they stand.
    private var places: [Int: LogRow] = [:]
    /// The content of those rows, which goes behind the chunk's own.
    private(set) var side: [UInt8] = []
    /// Lines that rows have which cannot be used, beside one for each.
    private(set) var lostLines = 0
    /// Whether what follows is not looked at.
    var isStopped = false

    init(width: Int) { self.width = width }

    /// Empties it, and makes room for that many rows.
    mutating func start(_ rows: Int) {
        count = 0
        lostLines = 0
        isStopped = false
        if !side.isEmpty {
            side.removeAll(keepingCapacity: true)
            places.removeAll()
        }
        guard wholes.count < rows else { return }
        wholes = [LogCell](repeating: LogCell(), count: rows)
        cells = [LogCell](repeating: LogCell(), count: rows * max(1, width))
    }

    /// Lets a splitter write the rows' cells and the rows themselves in place, and count them.
    @inline(__always)
    mutating func withRows(_ body: (inout MutableSpan<LogCell>, inout MutableSpan<LogCell>, inout Int) -> Void) {
        var cells: [LogCell] = []
        var wholes: [LogCell] = []
        swap(&cells, &self.cells)
        swap(&wholes, &self.wholes)
        fill(&cells, &wholes, body)
        swap(&cells, &self.cells)
        swap(&wholes, &self.wholes)
    }

    @inline(__always)
    private mutating func fill(
        _ cells: inout [LogCell],
        _ wholes: inout [LogCell],
        _ body: (inout MutableSpan<LogCell>, inout MutableSpan<LogCell>, inout Int) -> Void
    ) {
        var cells = cells.mutableSpan
        var wholes = wholes.mutableSpan
        body(&cells, &wholes, &count)
    }

    /// Adds a row that was read with care; `isInPlace` says whether its cells are those of the chunk.
    mutating func add(_ row: LogRow, in bytes: Span<UInt8>, places: LogRow, isInPlace: Bool, sideStart: Int) {
        for slot in 0..<width {
            var cell = row.cells[slot]
            if !isInPlace, !cell.isEmpty {
                let start = sideStart + side.count
                side += cell.range.map { bytes[$0] }
                cell = LogCell(start: start, end: sideStart + side.count)
            }
            cells[count * width + slot] = cell
        }
        wholes[count] = places.whole
        if !isInPlace { self.places[count] = places }
        count += 1
    }

    /// Notes the lines of a row that cannot be used: each of them may have been one.
    mutating func lose(_ range: Range<Int>, of text: Span<UInt8>) {
        let breaks = range.count { text[$0] == UInt8(ascii: "\n") }
        lostLines += max(0, breaks - 1)
    }

    /// Where the row stands in the chunk.
    func whole(_ row: Int) -> LogCell { wholes[row] }

    /// Where the cell stands in the chunk, whatever it means.
    func place(_ row: Int, _ slot: Int) -> LogCell { places[row]?.cells[slot] ?? cells[row * width + slot] }
}

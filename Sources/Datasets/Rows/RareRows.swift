/// Takes rows from the scanners that read with care.
struct RareRows: LogSink {
    var rows: RowCells
    var problems: LogProblems
    /// Where in the chunk goes what does not stand there as it is meant.
    let sideStart: Int
    private(set) var isStopped = false

    init(width: Int, _ name: String, sideStart: Int) {
        rows = RowCells(width: width)
        problems = LogProblems(name: name)
        self.sideStart = sideStart
    }

    /// Changes what it adds to for something else, so that neither is held twice, and copied where it is written.
    mutating func exchange(_ rows: inout RowCells, _ problems: inout LogProblems) {
        swap(&self.rows, &rows)
        swap(&self.problems, &problems)
    }

    mutating func stop() { isStopped = true }

    mutating func add(_ row: LogRow, in bytes: Span<UInt8>, places: LogRow, _ text: Span<UInt8>) {
        rows.add(row, in: bytes, places: places, isInPlace: bytes.isIdentical(to: text), sideStart: sideStart)
    }
}

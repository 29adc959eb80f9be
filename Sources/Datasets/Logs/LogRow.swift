/// Where a cell stands in the bytes it is read from; one that is not there is as empty as one with nothing in it.
///
/// Two small numbers, as a row of them is emptied for each line: no window has as much as 2 GiB.
struct LogCell {
    private var lower: Int32 = 0
    private var upper: Int32 = 0

    @inline(__always) init() {}

    @inline(__always)
    init(start: Int, end: Int) {
        lower = Int32(truncatingIfNeeded: start)
        upper = Int32(truncatingIfNeeded: end)
    }

    @inline(__always) var start: Int { Int(lower) }
    @inline(__always) var end: Int { Int(upper) }
    @inline(__always) var isEmpty: Bool { upper <= lower }
    @inline(__always) var count: Int { Int(upper &- lower) }
    var range: Range<Int> { start..<max(start, end) }

    /// Leaves out the last byte.
    @inline(__always) mutating func shorten() { upper &-= 1 }
}

/// The cells of one row that are wanted, each in a slot: what a slot is for is between those who read a log and those who
/// take its rows.
struct LogRow {
    /// The slot of cells that nobody wants: writing there saves a branch for each cell.
    static let unwanted = 23

    var cells = InlineArray<24, LogCell>(repeating: LogCell())
    /// The whole row.
    var whole = LogCell()

    @inline(__always)
    subscript(role: LogRole) -> LogCell { cells[role.rawValue] }
}

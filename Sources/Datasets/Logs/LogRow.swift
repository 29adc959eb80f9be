/// Where a cell stands in the bytes it is read from; one that is not there is as empty as one with nothing in it.
struct LogCell {
    var start = 0
    var end = 0

    @inline(__always) var isEmpty: Bool { end <= start }
    @inline(__always) var count: Int { end - start }
    var range: Range<Int> { start..<max(start, end) }
}

/// The cells of one row that are wanted, by their roles.
struct LogRow {
    /// The place of cells that nobody wants: writing there saves a branch for each cell.
    static let unwanted = LogRole.allCases.count

    var cells = InlineArray<7, LogCell>(repeating: LogCell())
    /// The whole row.
    var whole = LogCell()

    @inline(__always)
    subscript(role: LogRole) -> LogCell { cells[role.rawValue] }
}

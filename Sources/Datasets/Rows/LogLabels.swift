/// Labels that stand beside a log, in a file of their own.
package struct LogLabels: Sendable {
    package let table: LabelTable
    /// The column of the log that they are joined by.
    package let join: LogQuery.Column
    /// What rows count for that have none; nil for nothing.
    package let missing: MissingLabels?

    package init(_ table: LabelTable, by join: LogQuery.Column, missing: MissingLabels? = nil) {
        self.table = table
        self.join = join
        self.missing = missing
    }
}

/// What one reader of a log makes of the classes of labels that stand beside it.
struct LabelNumbers {
    /// For each class of the labels, its number among the classes of the reader; -1 where no row had it yet.
    private var numbers: [Int32]
    /// The names, with eight bytes behind each, as those are read in words.
    private let names: [[UInt8]]

    init(_ table: LabelTable) {
        names = table.classes.names.map { $0 + [UInt8](repeating: 0, count: 8) }
        numbers = [Int32](repeating: -1, count: names.count)
    }

    /// The number of a class of the labels; `known` takes it where it is the first of its kind, seen at `place`.
    mutating func number(
        of label: Int32,
        among known: inout CellNames,
        at place: LogCell,
        of chunk: RowChunk,
        _ problems: LogProblems
    ) -> Int32 {
        let number = numbers[Int(label)]
        if number >= 0 { return number }
        let name = names[Int(label)]
        let cell = LogCell(start: 0, end: name.count - 8)
        var found = known.number(of: cell, in: name.span)
        if found < 0 { found = known.insert(cell, in: name.span, at: place, of: chunk, problems) }
        numbers[Int(label)] = found
        return found
    }
}

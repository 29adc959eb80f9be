import Diagnostics

/// What is wrong with the cells of a table, row by row.
struct CellProblems {
    var log: ProblemLog
    /// The row at hand, from 1.
    var rowNumber = 0
    /// The columns that were taken for categories and hold a number.
    private var mixedColumns: Set<Int> = []
    /// The columns that hold a text in the first row where a number is due.
    private var textColumns: Set<String> = []

    init(_ log: ProblemLog) { self.log = log }

    mutating func addRagged(found: Int, expected: Int, at place: Range<Int>) {
        let cells = found == 1 ? "1 cell" : "\(found) cells"
        log.add(
            DatasetCodes.raggedRow,
            "row \(rowNumber) has \(cells), the header has \(expected)",
            at: place,
            label: found < expected ? "the row ends here" : "too many from here on",
            help: found > expected ? ["quote a cell that contains a comma"] : []
        )
    }

    /// Reports the first number of a column that was taken for categories.
    mutating func addNumberAmongTexts(_ cell: CSVScanner.Cell, _ column: Int, _ name: String, _ scanner: CSVScanner) {
        guard mixedColumns.insert(column).inserted else { return }
        let text = log.text(in: scanner.trimmed(cell.inner))
        log.add(
            DatasetCodes.mixedColumn,
            "`\(name)` begins with a text, and is a number in row \(rowNumber): `\(text)`",
            at: cell.outer,
            help: [
                "declare `\(name)` a `category` if all its cells name something, or ignore it"
            ]
        )
    }

    /// Reports a cell that is missing, or is none that its column can have.
    mutating func addBadCell(
        _ cell: CSVScanner.Cell,
        of scanner: CSVScanner,
        named column: String,
        isLabel: Bool,
        isInferred: Bool = false
    ) {
        if let problem = cell.problem {
            log.add(problem, in: cell)
            return
        }
        let content = scanner.trimmed(cell.inner)
        if content.isEmpty {
            let what = isLabel ? "the label `\(column)`" : "`\(column)`"
            log.add(
                DatasetCodes.missingCell,
                "\(what) is missing in row \(rowNumber)",
                at: cell.outer
            )
            return
        }
        guard scanner.text(of: cell) != nil else {
            log.addBadUTF8(in: cell, of: scanner.bytes)
            return
        }
        let isTooLarge = DecimalNumber.parse(scanner.bytes, in: content) != nil
        let text = log.text(in: content)
        let isMarker = MissingWords.contains(scanner.bytes[content])
        // A column that begins with a text has more of them, and one is enough to tell.
        let isOfTexts = rowNumber == 1 && !isLabel && !isTooLarge && !isMarker
        if isOfTexts { textColumns.insert(column) } else if textColumns.contains(column) { return }
        log.add(
            DatasetCodes.nonNumericCell,
            "`\(column)` in row \(rowNumber) is \(isTooLarge ? "too large" : "not a number"): `\(text)`",
            at: cell.outer,
            help: Self.help(column, isMarker: isMarker, isOfTexts: isOfTexts, isInferred: isInferred)
        )
    }

    private static func help(_ column: String, isMarker: Bool, isOfTexts: Bool, isInferred: Bool) -> [String] {
        if isMarker {
            return [
                "remove such rows, fill the values in beforehand, or allow them: `checks: { missing: 5% }`, "
                    + "`--allow-missing`"
            ]
        }
        if isOfTexts { return ["declare `\(column)` a `category` if its texts are to be learnt from, else ignore it"] }
        return isInferred ? ["correct it, or declare `\(column)` a `category` if all its cells name something"] : []
    }
}

import Diagnostics
import Platform
import Statistics

/// Some columns of a CSV file, picked by name: numbers and categories for a model that asks for them, and perhaps the label.
///
/// Other columns are passed over, whatever stands in them.
package struct FeatureTable: Sendable {
    /// The columns asked for, in their order, row after row: finite numbers, not a number for what is missing, and a category's
    /// `CategoryNumber`.
    package let values: [Double]
    /// The label of each row, or nil where none was asked for or the file has none.
    package let labels: [String]?
    /// The label of each row as a number, where that was asked for.
    package let numbers: [Double]?
    package let rowCount: Int
    /// The names of the categories, by the numbers that stand for them.
    package let categoryNames: [Double: String]

    /// Reads a CSV file (RFC 4180, UTF-8, a header); messages call it `name`.
    ///
    /// - Parameters:
    ///   - label: the column with the label, if there is one.
    ///   - needsLabel: whether there has to be one.
    ///   - labelIsNumber: whether the label is read as a number, where there has to be one.
    ///   - categories: the columns that hold categories.
    ///   - allowsMissing: whether cells of those columns may be empty, and those of numbers be a word for it.
    package static func read(
        csv path: String,
        named name: String,
        columns: [String],
        label: String,
        needsLabel: Bool,
        labelIsNumber: Bool = false,
        categories: Set<String> = [],
        allowsMissing: Bool = false
    ) throws(DatasetFailure) -> FeatureTable {
        let bytes: [UInt8]
        do {
            bytes = try FileSystem.read(path)
        } catch {
            throw ProblemLog.unreadable(error, name: name)
        }
        return try FeatureTable(
            csv: bytes,
            named: name,
            columns: columns,
            label: label,
            needsLabel: needsLabel,
            labelIsNumber: labelIsNumber,
            categories: categories,
            allowsMissing: allowsMissing
        )
    }

    package init(
        csv bytes: [UInt8],
        named name: String,
        columns: [String],
        label: String,
        needsLabel: Bool,
        labelIsNumber: Bool = false,
        categories: Set<String> = [],
        allowsMissing: Bool = false
    ) throws(DatasetFailure) {
        var log = ProblemLog(bytes: bytes, name: name)
        let hasMark = bytes.starts(with: SourceFile.byteOrderMark)
        var scanner = CSVScanner(bytes, from: hasMark ? SourceFile.byteOrderMark.count : 0)
        scanner.skipEmptyLines()
        guard !scanner.isAtEnd else {
            log.add(DatasetCodes.emptyData, "`\(name)` is empty", at: 0..<0)
            throw log.failure ?? DatasetFailure([])
        }
        let header = Self.cells(&scanner)
        let names = header.map { scanner.text(of: $0) ?? "" }
        let places = Self.places(of: columns + (needsLabel ? [label] : []), among: names, header, &log)
        guard log.count == 0 else { throw log.failure ?? DatasetFailure([]) }
        let labelPlace = names.firstIndex(of: label)
        var values: [Double] = []
        var labels: [String] = []
        var numbers: [Double] = []
        var categoryNames: [Double: String] = [:]
        var rowNumber = 0
        scanner.skipEmptyLines()
        while !scanner.isAtEnd {
            rowNumber += 1
            let cells = Self.cells(&scanner)
            guard cells.count == names.count, cells.allSatisfy({ $0.problem == nil }) else {
                Self.addBadRow(cells, rowNumber, columnCount: names.count, &log)
                if cells.last?.problem == .unclosedQuote { break }
                scanner.skipEmptyLines()
                continue
            }
            for (column, place) in zip(columns, places) {
                let content = Self.trimmed(cells[place].inner, bytes)
                if content.isEmpty, allowsMissing {
                    values.append(.nan)
                } else if !content.isEmpty, categories.contains(column) {
                    // As when it was learnt: without what stands round it.
                    let name =
                        cells[place].hasDoubledQuotes
                        ? scanner.text(of: cells[place]) ?? "" : String(decoding: bytes[content], as: UTF8.self)
                    values.append(CategoryNumber.of(name))
                    categoryNames[CategoryNumber.of(name)] = name
                } else if let value = DecimalNumber.parse(bytes, in: content), value.isFinite {
                    values.append(value)
                } else if allowsMissing, MissingWords.contains(bytes[content]) {
                    values.append(.nan)
                } else {
                    Self.addBadCell(cells[place], column, rowNumber, bytes, &log)
                }
            }
            if let labelPlace {
                let text = scanner.text(of: cells[labelPlace]) ?? ""
                if needsLabel, labelIsNumber {
                    let content = Self.trimmed(cells[labelPlace].inner, bytes)
                    if let number = DecimalNumber.parse(bytes, in: content), number.isFinite {
                        numbers.append(number)
                    } else {
                        Self.addBadCell(cells[labelPlace], label, rowNumber, bytes, &log)
                    }
                } else if needsLabel, text.isEmpty {
                    log.add(
                        DatasetCodes.missingCell,
                        "the label `\(label)` is missing in row \(rowNumber)",
                        at: cells[labelPlace].outer
                    )
                }
                labels.append(text)
            }
            scanner.skipEmptyLines()
        }
        if log.count == 0, rowNumber == 0 {
            log.add(DatasetCodes.emptyData, "`\(name)` has no rows", at: 0..<0)
        }
        if let failure = log.failure { throw failure }
        self.values = values
        self.labels = labelPlace == nil ? nil : labels
        self.numbers = needsLabel && labelIsNumber ? numbers : nil
        self.categoryNames = categoryNames
        rowCount = rowNumber
    }

    private static func cells(_ scanner: inout CSVScanner) -> [CSVScanner.Cell] {
        var cells: [CSVScanner.Cell] = []
        repeat { cells.append(scanner.next()) } while !(cells.last?.endsRow ?? true)
        return cells
    }

    /// Where the columns asked for stand; reports those that do not.
    private static func places(
        of columns: [String],
        among names: [String],
        _ header: [CSVScanner.Cell],
        _ log: inout ProblemLog
    ) -> [Int] {
        let whole = (header.first?.outer.lowerBound ?? 0)..<(header.last?.outer.upperBound ?? 0)
        return columns.map { column in
            let found = names.indices.filter { names[$0] == column }
            if found.count > 1 {
                log.add(
                    DatasetCodes.duplicateColumn,
                    "column \(found[1] + 1) has the name of column \(found[0] + 1), `\(column)`",
                    at: header[found[1]].outer
                )
            } else if found.isEmpty {
                log.add(
                    DatasetCodes.noSuchColumn,
                    "no column is called `\(column)`, which the model needs",
                    at: whole,
                    label: "the header",
                    help: Suggestion.help(for: column, among: names.filter { !columns.contains($0) })
                )
            }
            return found.first ?? 0
        }
    }

    private static func addBadRow(
        _ cells: [CSVScanner.Cell],
        _ rowNumber: Int,
        columnCount: Int,
        _ log: inout ProblemLog
    ) {
        for cell in cells {
            if let problem = cell.problem {
                log.add(problem, in: cell)
                return
            }
        }
        log.add(
            DatasetCodes.raggedRow,
            "row \(rowNumber) has \(cells.count == 1 ? "1 cell" : "\(cells.count) cells"), the header has \(columnCount)",
            at: (cells.first?.outer.lowerBound ?? 0)..<(cells.last?.outer.upperBound ?? 0)
        )
    }

    private static func addBadCell(
        _ cell: CSVScanner.Cell,
        _ column: String,
        _ rowNumber: Int,
        _ bytes: [UInt8],
        _ log: inout ProblemLog
    ) {
        let content = trimmed(cell.inner, bytes)
        guard !content.isEmpty else {
            log.add(DatasetCodes.missingCell, "`\(column)` is missing in row \(rowNumber)", at: cell.outer)
            return
        }
        let problem = DecimalNumber.parse(bytes, in: content) == nil ? "not a number" : "too large"
        let text = log.text(in: content)
        log.add(
            DatasetCodes.nonNumericCell,
            "`\(column)` in row \(rowNumber) is \(problem): `\(text)`",
            at: cell.outer
        )
    }

    /// The range without spaces and tabs at its ends.
    private static func trimmed(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper, bytes[lower] == 0x20 || bytes[lower] == 0x09 { lower += 1 }
        while lower < upper, bytes[upper - 1] == 0x20 || bytes[upper - 1] == 0x09 { upper -= 1 }
        return lower..<upper
    }
}

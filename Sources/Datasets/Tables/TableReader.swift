import Diagnostics
import Digests
import Plan
import Platform
import Statistics

/// Reads one CSV file into a table, in one pass over its bytes; no cell becomes a `String`.
struct TableReader {
    static let maximumClasses = 1_000

    private let name: String
    private let columns: TableColumns
    private let labelName: String
    private var log: ProblemLog
    private var scanner: CSVScanner
    private var values: [Double] = []
    private var labels: [Int32] = []
    private var numbers: [Double] = []
    private var classes = ClassIndex()
    /// The categories of each column, by their bytes.
    private var categories: [Int: [[UInt8]: Double]] = [:]
    private var groups: [Int32] = []
    private var groupNames = ClassIndex()
    private var times: [Int64] = []
    private var weights: [Double] = []
    private var rowNumber = 0
    /// The columns that were taken for categories and hold a number.
    private var mixedColumns: Set<Int> = []
    /// The columns that hold a text in the first row where a number is due.
    private var textColumns: Set<String> = []
    /// Cells of the current row that cannot be used; they do not count where the row is ragged.
    private var badCells: [(column: Int, cell: CSVScanner.Cell)] = []

    init(_ bytes: [UInt8], named name: String, columns: TableColumns) {
        self.name = name
        self.columns = columns
        labelName = columns.label
        log = ProblemLog(bytes: bytes, name: name)
        let hasMark = bytes.starts(with: SourceFile.byteOrderMark)
        scanner = CSVScanner(bytes, from: hasMark ? SourceFile.byteOrderMark.count : 0)
    }

    mutating func read() throws(DatasetFailure) -> Table {
        guard checkIsText() else { throw failure }
        scanner.skipEmptyLines()
        guard !scanner.isAtEnd else {
            log.add(DatasetCodes.emptyData, "`\(name)` is empty", at: 0..<0)
            throw failure
        }
        guard var header = CSVHeader(&scanner, columns: columns, log: &log) else { throw failure }
        scanner.skipEmptyLines()
        ColumnInference.infer(&header, scanner)
        reserve(featureCount: header.featureNames.count)
        while !scanner.isAtEnd {
            guard readRow(header), checkClassCount(header) else { throw failure }
            scanner.skipEmptyLines()
        }
        if log.count == 0, labels.isEmpty, numbers.isEmpty {
            log.add(DatasetCodes.emptyData, "`\(name)` has no rows", at: header.labelPlace, label: "only a header")
        }
        guard log.count == 0 else { throw failure }
        if columns.labelIsNumber { checkVaries(header) }
        guard log.count == 0 else { throw failure }
        guard let order = ClassOrder(classes, header: header, log: &log) else { throw failure }
        return Table(
            featureNames: header.featureNames,
            labelName: labelName,
            values: values,
            categories: header.uses.indices.filter { header.uses[$0].isFeature }.map { column in
                header.uses[column] == .category ? names(of: column) : nil
            },
            classes: order.names,
            labels: labels.map { order.ranks[Int($0)] },
            numbers: columns.labelIsNumber ? numbers : nil,
            groups: columns.group == nil ? nil : groups,
            times: columns.time == nil ? nil : times,
            weights: columns.weight == nil ? nil : weights,
            doubts: doubts(header),
            digest: SHA256.digest(scanner.bytes)
        )
    }

    /// The columns of which it is doubtful that they are features of the kind that they were taken for.
    private func doubts(_ header: CSVHeader) -> [DatasetError] {
        let features = header.uses.indices.filter { header.uses[$0].isFeature }
        let inferred = features.indices.filter { header.isInferred[features[$0]] }
        guard !inferred.isEmpty else { return [] }
        var doubts = ProblemLog(bytes: scanner.bytes, name: name)
        let rows = FeatureColumns(values: values, count: features.count)
        for place in inferred {
            let column = features[place]
            let doubt =
                header.uses[column] == .category
                ? ColumnDoubt.ofCategories(names(of: column), rowCount: rows.rowCount)
                : ColumnDoubt.ofNumbers(rows, place)
            doubt?.add(to: &doubts, header.names[column], at: header.places[column])
        }
        return doubts.failure?.errors ?? []
    }

    private var failure: DatasetFailure { log.failure ?? DatasetFailure([]) }

    /// Whether the file can be text in UTF-8 at all, judged by its first bytes.
    private mutating func checkIsText() -> Bool {
        let bytes = scanner.bytes
        let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        guard isUTF16 || bytes.prefix(4096).contains(0) else { return true }
        log.add(
            DatasetCodes.binaryData,
            "`\(name)` is not text in UTF-8",
            at: 0..<0,
            notes: [isUTF16 ? "it begins like text in UTF-16" : "it holds zero bytes, as spreadsheets and archives do"],
            help: ["save the data as CSV in UTF-8"]
        )
        return false
    }

    /// Whether the label still looks like a class and not like a measured number or an identifier.
    private mutating func checkClassCount(_ header: CSVHeader) -> Bool {
        guard classes.names.count > Self.maximumClasses else { return true }
        log.add(
            DatasetCodes.tooManyClasses,
            "the label `\(labelName)` has more than \(Self.maximumClasses) classes",
            at: header.labelPlace,
            help: ["name a column whose values are classes"]
        )
        return false
    }

    private mutating func addCategory(_ cell: CSVScanner.Cell, _ column: Int, _ header: CSVHeader) {
        let content = trimmed(cell.inner)
        if header.isInferred[column], DecimalNumber.parse(scanner.bytes, in: content) != nil {
            addNumberAmongTexts(cell, column, header.names[column])
        }
        guard !content.isEmpty else {
            if columns.allowsMissing { values.append(.nan) } else { badCells.append((column, cell)) }
            return
        }
        let bytes = cell.hasDoubledQuotes ? Array(scanner.content(of: cell)) : Array(scanner.bytes[content])
        if let known = categories[column]?[bytes] {
            values.append(known)
            return
        }
        guard scanner.text(of: cell) != nil else {
            badCells.append((column, cell))
            return
        }
        let number = CategoryNumber.of(bytes)
        categories[column, default: [:]][bytes] = number
        values.append(number)
        if categories[column]?.count == Self.maximumClasses + 1 {
            log.add(
                DatasetCodes.tooManyCategories,
                "column \(column + 1) has more than \(Self.maximumClasses) categories",
                at: cell.outer,
                help: ["list it under `ignore` where it only names rows"]
            )
        }
    }

    /// Reports the first number of a column that was taken for categories.
    private mutating func addNumberAmongTexts(_ cell: CSVScanner.Cell, _ column: Int, _ name: String) {
        guard mixedColumns.insert(column).inserted else { return }
        let text = log.text(in: trimmed(cell.inner))
        log.add(
            DatasetCodes.mixedColumn,
            "`\(name)` begins with a text, and is a number in row \(rowNumber): `\(text)`",
            at: cell.outer,
            help: [
                "declare `\(name)` a `category` if all its cells name something, or ignore it"
            ]
        )
    }

    private func names(of column: Int) -> [String] {
        (categories[column] ?? [:]).keys.map { String(decoding: $0, as: UTF8.self) }.sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
    }

    /// Whether there is anything to predict.
    private mutating func checkVaries(_ header: CSVHeader) {
        guard let first = numbers.first, numbers.allSatisfy({ $0 == first }) else { return }
        log.add(
            DatasetCodes.oneClass,
            "the label `\(labelName)` is the same number in every row, \(first)",
            at: header.labelPlace
        )
    }

    /// Makes room for as many rows as the file has if all are as long as the first.
    private mutating func reserve(featureCount: Int) {
        let rest = scanner.bytes[scanner.offset...]
        let length = (rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex) - rest.startIndex + 1
        let rows = rest.count / max(length, 2 * featureCount) + 1
        LargePages.reserve(&values, (rows + rows / 8) * featureCount)
        labels.reserveCapacity(rows + rows / 8)
    }

    /// Reads a row; false where the rest of the file makes no sense.
    private mutating func readRow(_ header: CSVHeader) -> Bool {
        rowNumber += 1
        let columnCount = header.names.count
        var column = 0
        var firstExtra: Int?
        var (label, group): (CSVScanner.Cell?, CSVScanner.Cell?)
        var (time, weight): (CSVScanner.Cell?, CSVScanner.Cell?)
        var cell: CSVScanner.Cell
        repeat {
            cell = scanner.next()
            if cell.problem != nil {
                badCells.append((column, cell))
            } else if column < columnCount, header.uses[column] != .feature {
                switch header.uses[column] {
                case .label: label = cell
                case .group: group = cell
                case .time: time = cell
                case .weight: weight = cell
                case .category: addCategory(cell, column, header)
                case .ignored, .feature: break
                }
            } else if let value = DecimalNumber.parse(scanner.bytes, in: cell.inner), value.isFinite {
                values.append(value)
            } else if let value = DecimalNumber.parse(scanner.bytes, in: trimmed(cell.inner)), value.isFinite {
                values.append(value)
            } else if columns.allowsMissing, isMissing(cell.inner) {
                values.append(.nan)
            } else {
                badCells.append((column, cell))
            }
            if column == columnCount { firstExtra = cell.outer.lowerBound }
            column += 1
        } while !cell.endsRow

        if cell.problem == .unclosedQuote {
            log.add(.unclosedQuote, in: cell)
            return false
        }
        if column != columnCount {
            let place = firstExtra.map { $0..<cell.outer.upperBound } ?? cell.outer.upperBound..<cell.outer.upperBound
            addRagged(found: column, expected: columnCount, at: place)
        } else if badCells.isEmpty, let label, !isBlank(label.inner) {
            if columns.labelIsNumber {
                addNumber(label)
            } else {
                labels.append(Self.index(of: label, in: &classes, scanner))
            }
            if let group { addGroup(group) }
            if let time { addTime(time) }
            if let weight { addWeight(weight) }
            return true
        } else {
            if let label, isBlank(label.inner), let column = header.uses.firstIndex(of: .label) {
                badCells.append((column, label))
            }
            for (column, cell) in badCells.sorted(by: { $0.column < $1.column }) {
                addBadCell(
                    cell,
                    named: header.names[column],
                    isLabel: header.uses[column] == .label,
                    isInferred: header.isInferred[column]
                )
            }
        }
        badCells.removeAll(keepingCapacity: true)
        return true
    }

    private static func index(of cell: CSVScanner.Cell, in names: inout ClassIndex, _ scanner: CSVScanner) -> Int32 {
        guard cell.hasDoubledQuotes else { return names.index(of: scanner.bytes, cell.inner, at: cell.inner) }
        let content = scanner.content(of: cell)
        return names.index(of: content, 0..<content.count, at: cell.inner)
    }

    private mutating func addNumber(_ cell: CSVScanner.Cell) {
        if let number = DecimalNumber.parse(scanner.bytes, in: trimmed(cell.inner)), number.isFinite {
            numbers.append(number)
        } else {
            addBadCell(cell, named: labelName, isLabel: true)
        }
    }

    private mutating func addGroup(_ cell: CSVScanner.Cell) {
        if isBlank(cell.inner) { addBadCell(cell, named: columns.group ?? "", isLabel: false) }
        groups.append(Self.index(of: cell, in: &groupNames, scanner))
    }

    private mutating func addWeight(_ cell: CSVScanner.Cell) {
        let name = columns.weight ?? ""
        let content = trimmed(cell.inner)
        guard let weight = DecimalNumber.parse(scanner.bytes, in: content), weight.isFinite else {
            addBadCell(cell, named: name, isLabel: false)
            return
        }
        weights.append(weight)
        guard weight <= 0 else { return }
        let text = log.text(in: content)
        log.add(
            DatasetCodes.badWeight,
            "`\(name)` in row \(rowNumber) is no weight: `\(text)`",
            at: cell.outer,
            help: ["a row counts more than nothing; remove rows that are not to count"]
        )
    }

    private mutating func addTime(_ cell: CSVScanner.Cell) {
        let name = columns.time ?? ""
        let content = trimmed(cell.inner)
        let text = log.text(in: content)
        let isDate = text.utf8.count == 10 && text.utf8.dropFirst(4).first == UInt8(ascii: "-")
        if content.isEmpty {
            addBadCell(cell, named: name, isLabel: false)
        } else if let time = Timestamp(logTime: isDate ? text + "T00:00:00Z" : text) {
            times.append(time.nanoseconds)
        } else {
            log.add(
                DatasetCodes.badTimeCell,
                "`\(name)` in row \(rowNumber) is no time: `\(text)`",
                at: cell.outer,
                help: ["write times as `2026-03-01T08:15:00Z`, as `2026-03-01`, or as seconds"]
            )
        }
    }

    private func isBlank(_ range: Range<Int>) -> Bool { trimmed(range).isEmpty }

    /// Whether a number is missing: the cell is empty, or says so.
    private func isMissing(_ range: Range<Int>) -> Bool {
        let content = trimmed(range)
        return content.isEmpty || MissingWords.contains(scanner.bytes[content])
    }

    /// The range without spaces and tabs at its ends.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        let isSpace = { (place: Int) in scanner.bytes[place] == 0x20 || scanner.bytes[place] == 0x09 }
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper, isSpace(lower) { lower += 1 }
        while lower < upper, isSpace(upper - 1) { upper -= 1 }
        return lower..<upper
    }

    private mutating func addRagged(found: Int, expected: Int, at place: Range<Int>) {
        let cells = found == 1 ? "1 cell" : "\(found) cells"
        log.add(
            DatasetCodes.raggedRow,
            "row \(rowNumber) has \(cells), the header has \(expected)",
            at: place,
            label: found < expected ? "the row ends here" : "too many from here on",
            help: found > expected ? ["quote a cell that contains a comma"] : []
        )
    }

    private mutating func addBadCell(
        _ cell: CSVScanner.Cell,
        named column: String,
        isLabel: Bool,
        isInferred: Bool = false
    ) {
        if let problem = cell.problem {
            log.add(problem, in: cell)
            return
        }
        let content = trimmed(cell.inner)
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

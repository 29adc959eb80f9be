import Diagnostics
import Digests
import Plan
import Platform

/// Reads one CSV file into a table, in one pass over its bytes; no cell becomes a `String`.
struct TableReader {
    static let maximumClasses = 1_000

    private let name: String
    private let columns: TableColumns
    private let labelName: String
    private var problems: CellProblems
    private var scanner: CSVScanner
    private var values: [Double] = []
    private var labels: [Int32] = []
    private var numbers: [Double] = []
    private var classes = ClassIndex()
    private var categories = CategoryTexts()
    private var groups: [Int32] = []
    private var groupNames = ClassIndex()
    private var times: [Int64] = []
    private var weights: [Double] = []
    /// Cells of the current row that cannot be used; they do not count where the row is ragged.
    private var badCells: [(column: Int, cell: CSVScanner.Cell)] = []

    init(_ bytes: [UInt8], named name: String, columns: TableColumns) {
        self.name = name
        self.columns = columns
        labelName = columns.label
        problems = CellProblems(ProblemLog(bytes: bytes, name: name))
        let hasMark = bytes.starts(with: SourceFile.byteOrderMark)
        scanner = CSVScanner(bytes, from: hasMark ? SourceFile.byteOrderMark.count : 0)
    }

    mutating func read() throws(DatasetFailure) -> Table {
        guard checkIsText() else { throw failure }
        scanner.skipEmptyLines()
        guard !scanner.isAtEnd else {
            problems.log.add(DatasetCodes.emptyData, "`\(name)` is empty", at: 0..<0)
            throw failure
        }
        guard var header = CSVHeader(&scanner, columns: columns, log: &problems.log) else { throw failure }
        scanner.skipEmptyLines()
        ColumnInference.infer(&header, scanner)
        reserve(featureCount: header.featureNames.count)
        while !scanner.isAtEnd {
            guard readRow(header), checkClassCount(header) else { throw failure }
            scanner.skipEmptyLines()
        }
        if problems.log.count == 0, labels.isEmpty, numbers.isEmpty {
            problems.log.add(
                DatasetCodes.emptyData,
                "`\(name)` has no rows",
                at: header.labelPlace,
                label: "only a header"
            )
        }
        guard problems.log.count == 0 else { throw failure }
        if columns.labelIsNumber { checkVaries(header) }
        guard problems.log.count == 0 else { throw failure }
        guard let order = ClassOrder(classes, header: header, log: &problems.log) else { throw failure }
        return Table(
            featureNames: header.featureNames,
            labelName: labelName,
            values: values,
            categories: header.uses.indices.filter { header.uses[$0].isFeature }.map { column in
                header.uses[column] == .category ? categories.names(of: column) : nil
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
                ? ColumnDoubt.ofCategories(categories.names(of: column), rowCount: rows.rowCount)
                : ColumnDoubt.ofNumbers(rows, place)
            doubt?.add(to: &doubts, header.names[column], at: header.places[column])
        }
        return doubts.failure?.errors ?? []
    }

    private var failure: DatasetFailure { problems.log.failure ?? DatasetFailure([]) }

    /// Whether the file can be text in UTF-8 at all, judged by its first bytes.
    private mutating func checkIsText() -> Bool {
        let bytes = scanner.bytes
        let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        guard isUTF16 || bytes.prefix(4096).contains(0) else { return true }
        problems.log.add(
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
        problems.log.add(
            DatasetCodes.tooManyClasses,
            "the label `\(labelName)` has more than \(Self.maximumClasses) classes",
            at: header.labelPlace,
            help: ["name a column whose values are classes"]
        )
        return false
    }

    private mutating func addCategory(_ cell: CSVScanner.Cell, _ column: Int, _ header: CSVHeader) {
        let content = scanner.trimmed(cell.inner)
        if header.isInferred[column], DecimalNumber.parse(scanner.bytes, in: content) != nil {
            problems.addNumberAmongTexts(cell, column, header.names[column], scanner)
        }
        guard !content.isEmpty else {
            if columns.allowsMissing { values.append(.nan) } else { badCells.append((column, cell)) }
            return
        }
        let bytes = cell.hasDoubledQuotes ? Array(scanner.content(of: cell)) : Array(scanner.bytes[content])
        if let known = categories.number(of: bytes, in: column) {
            values.append(known)
            return
        }
        guard scanner.text(of: cell) != nil else {
            badCells.append((column, cell))
            return
        }
        values.append(categories.add(bytes, to: column))
        if categories.count(in: column) == Self.maximumClasses + 1 {
            problems.log.add(
                DatasetCodes.tooManyCategories,
                "column \(column + 1) has more than \(Self.maximumClasses) categories",
                at: cell.outer,
                help: ["list it under `ignore` where it only names rows"]
            )
        }
    }

    /// Whether there is anything to predict.
    private mutating func checkVaries(_ header: CSVHeader) {
        guard let first = numbers.first, numbers.allSatisfy({ $0 == first }) else { return }
        problems.log.add(
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
        problems.rowNumber += 1
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
            } else if let value = DecimalNumber.parse(scanner.bytes, in: scanner.trimmed(cell.inner)), value.isFinite {
                values.append(value)
            } else if columns.allowsMissing, scanner.isMissing(cell.inner) {
                values.append(.nan)
            } else {
                badCells.append((column, cell))
            }
            if column == columnCount { firstExtra = cell.outer.lowerBound }
            column += 1
        } while !cell.endsRow

        if cell.problem == .unclosedQuote {
            problems.log.add(.unclosedQuote, in: cell)
            return false
        }
        if column != columnCount {
            let place = firstExtra.map { $0..<cell.outer.upperBound } ?? cell.outer.upperBound..<cell.outer.upperBound
            problems.addRagged(found: column, expected: columnCount, at: place)
        } else if badCells.isEmpty, let label, !scanner.isBlank(label.inner) {
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
            if let label, scanner.isBlank(label.inner), let column = header.uses.firstIndex(of: .label) {
                badCells.append((column, label))
            }
            for (column, cell) in badCells.sorted(by: { $0.column < $1.column }) {
                problems.addBadCell(
                    cell,
                    of: scanner,
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
        if let number = DecimalNumber.parse(scanner.bytes, in: scanner.trimmed(cell.inner)), number.isFinite {
            numbers.append(number)
        } else {
            problems.addBadCell(cell, of: scanner, named: labelName, isLabel: true)
        }
    }

    private mutating func addGroup(_ cell: CSVScanner.Cell) {
        if scanner.isBlank(cell.inner) {
            problems.addBadCell(cell, of: scanner, named: columns.group ?? "", isLabel: false)
        }
        groups.append(Self.index(of: cell, in: &groupNames, scanner))
    }

    private mutating func addWeight(_ cell: CSVScanner.Cell) {
        let name = columns.weight ?? ""
        let content = scanner.trimmed(cell.inner)
        guard let weight = DecimalNumber.parse(scanner.bytes, in: content), weight.isFinite else {
            problems.addBadCell(cell, of: scanner, named: name, isLabel: false)
            return
        }
        weights.append(weight)
        guard weight <= 0 else { return }
        let text = problems.log.text(in: content)
        problems.log.add(
            DatasetCodes.badWeight,
            "`\(name)` in row \(problems.rowNumber) is no weight: `\(text)`",
            at: cell.outer,
            help: ["a row counts more than nothing; remove rows that are not to count"]
        )
    }

    private mutating func addTime(_ cell: CSVScanner.Cell) {
        let name = columns.time ?? ""
        let content = scanner.trimmed(cell.inner)
        let text = problems.log.text(in: content)
        let isDate = text.utf8.count == 10 && text.utf8.dropFirst(4).first == UInt8(ascii: "-")
        if content.isEmpty {
            problems.addBadCell(cell, of: scanner, named: name, isLabel: false)
        } else if let time = Timestamp(logTime: isDate ? text + "T00:00:00Z" : text) {
            times.append(time.nanoseconds)
        } else {
            problems.log.add(
                DatasetCodes.badTimeCell,
                "`\(name)` in row \(problems.rowNumber) is no time: `\(text)`",
                at: cell.outer,
                help: ["write times as `2026-03-01T08:15:00Z`, as `2026-03-01`, or as seconds"]
            )
        }
    }
}

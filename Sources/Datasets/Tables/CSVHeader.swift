import Diagnostics

/// The first line of a CSV file: the names of its columns.
struct CSVHeader {
    let names: [String]
    /// Where the names stand.
    let places: [Range<Int>]
    /// What each of them is for.
    var uses: [TableColumns.Use]
    /// Whether it is read off a column's cells what it holds.
    let isInferred: [Bool]
    let labelName: String
    /// Where the label's name stands.
    let labelPlace: Range<Int>

    /// Reads the line; nil where it cannot be used, and the log says why.
    init?(_ scanner: inout CSVScanner, columns: TableColumns, log: inout ProblemLog) {
        var names: [String] = []
        var places: [Range<Int>] = []
        var cell: CSVScanner.Cell
        repeat {
            cell = scanner.next()
            if let problem = cell.problem {
                log.add(problem, in: cell)
                guard problem != .unclosedQuote else { return nil }
            }
            if let name = scanner.text(of: cell) {
                names.append(name)
                places.append(cell.outer)
            } else {
                log.addBadUTF8(in: cell, of: scanner.bytes)
            }
        } while !cell.endsRow
        guard log.count == 0, let first = places.first, let last = places.last else { return nil }
        Self.checkNames(names, places, log: &log)

        var uses = [TableColumns.Use](repeating: .feature, count: names.count)
        var labelPlace = places[0]
        // A column that has two uses is found by the first of them.
        for (name, use) in columns.named.reversed() {
            guard let column = names.firstIndex(of: name) else {
                let help =
                    names.count == 1 && names[0].contains(where: { $0 == ";" || $0 == "\t" })
                    ? ["separate the cells by commas: this line has none"]
                    : Suggestion.help(for: name, among: names)
                log.add(
                    DatasetCodes.noSuchColumn,
                    DatasetCodes.noColumn(name),
                    at: first.lowerBound..<last.upperBound,
                    label: "the header",
                    notes: [Self.list(names)],
                    help: help
                )
                continue
            }
            uses[column] = use
            if use == .label { labelPlace = places[column] }
        }
        guard log.count == 0 else { return nil }
        if !uses.contains(where: \.isFeature) {
            log.add(DatasetCodes.noFeatures, "no column stands beside the label `\(columns.label)`", at: places[0])
        }
        guard log.count == 0 else { return nil }
        self.names = names
        self.places = places
        self.uses = uses
        let named = Set(columns.named.map(\.name))
        isInferred = names.map { columns.infersContents && !named.contains($0) }
        labelName = columns.label
        self.labelPlace = labelPlace
    }

    var featureNames: [String] { zip(names, uses).filter(\.1.isFeature).map(\.0) }

    private static func checkNames(_ names: [String], _ places: [Range<Int>], log: inout ProblemLog) {
        var columns: [String: Int] = [:]
        for (column, name) in names.enumerated() {
            if name.isEmpty {
                log.add(DatasetCodes.unnamedColumn, "column \(column + 1) has no name", at: places[column])
            } else if let known = columns[name] {
                log.add(
                    DatasetCodes.duplicateColumn,
                    "column \(column + 1) has the name of column \(known + 1), `\(name)`",
                    at: places[column]
                )
            } else {
                columns[name] = column
            }
        }
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(20).map { "`\($0)`" }.joined(separator: ", ")
        return "the columns are \(shown)" + (names.count > 20 ? " and \(names.count - 20) more" : "")
    }
}

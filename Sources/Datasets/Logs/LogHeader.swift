import Diagnostics

/// The first line of a prediction log in CSV: what its columns are called.
struct LogHeader {
    let names: [String]
    private let places: [Range<Int>]
    /// The line itself.
    let line: SourceFile
    private let bytes: [UInt8]

    /// Reads the line at the window's start; nil where it goes on behind the window, and where it cannot be used, in
    /// which case the problems say why.
    init?(_ scanner: inout CSVScanner, isLast: Bool, problems: inout LogProblems) {
        var names: [String] = []
        var places: [Range<Int>] = []
        var cell: CSVScanner.Cell
        repeat {
            cell = scanner.next()
            if scanner.isAtEnd, !isLast { return nil }
            if let problem = cell.problem { Self.add(problem, cell, scanner, &problems) }
            names.append(String(decoding: scanner.content(of: cell), as: UTF8.self))
            places.append(cell.outer)
        } while !cell.endsRow
        guard problems.count == 0 else { return nil }
        self.names = names
        self.places = places
        line = problems.line(at: 0, in: scanner.bytes.span)
        bytes = scanner.bytes
    }

    /// The column of that name; nil where there is none. Two of one name are a problem.
    func column(_ name: String, problems: inout LogProblems) -> Int? {
        guard let column = names.firstIndex(of: name) else { return nil }
        if let other = names[(column + 1)...].firstIndex(of: name) {
            problems.add(
                DatasetCodes.duplicateColumn,
                "column \(other + 1) has the name of column \(column + 1), `\(name)`",
                at: places[other],
                in: bytes.span
            )
        }
        return column
    }

    private static func add(
        _ problem: CSVScanner.Problem,
        _ cell: CSVScanner.Cell,
        _ scanner: CSVScanner,
        _ problems: inout LogProblems
    ) {
        let text = scanner.bytes.span
        switch problem {
        case .unclosedQuote:
            let place = cell.outer.lowerBound..<cell.outer.lowerBound + 1
            problems.add(DatasetCodes.unclosedQuote, "the closing quote of a cell is missing", at: place, in: text)
        case .textAfterQuote:
            let place = cell.inner.upperBound + 1..<cell.outer.upperBound
            problems.add(DatasetCodes.textAfterQuote, "text follows the closing quote of a cell", at: place, in: text)
        }
    }
}

extension LogProblems {
    /// Notes a column that is not there, where it is needed; `words` begin the message.
    mutating func addMissing(
        _ column: LogQuery.Column,
        _ option: String,
        among names: [String],
        _ words: String,
        on line: SourceFile
    ) {
        let reason: String
        switch column.need {
        case .none: return
        case .named: reason = "`--\(option)` names it"
        case .metric(let metric): reason = "`\(metric)` is made from it"
        case .choice: reason = "`--model` chooses rows by it"
        }
        var help = Suggestion.help(for: column.name, among: names)
        if names.count == 1, names[0].contains(where: { $0 == ";" || $0 == "\t" }) {
            help = ["separate the cells by commas: this line has none"]
        } else if help.isEmpty, case .metric = column.need {
            help = ["say what it is called with `--\(option)`"]
        }
        let shown = names.prefix(20).map { "`\($0)`" }.joined(separator: ", ")
        let rest = names.count > 20 ? " and \(names.count - 20) more" : ""
        add(
            LogCodes.noSuchLogColumn,
            "\(words) `\(column.name)`",
            of: line,
            notes: [reason, "the columns are \(shown)\(rest)"],
            help: help
        )
    }
}

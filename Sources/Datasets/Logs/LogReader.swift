import Diagnostics
import Platform

/// Reads a prediction log window by window.
struct LogReader: ~Copyable {
    private let stream: ByteStream
    private let name: String
    private let query: LogQuery
    private let maximumRow: Int
    private var window: ByteWindow
    private var rows: LogRows
    /// How much of the window is known to be text in UTF-8.
    private var checked = 0

    init(_ stream: consuming ByteStream, name: String, query: LogQuery, chunkSize: Int, maximumRow: Int) {
        self.stream = stream
        self.name = name
        self.query = query
        self.maximumRow = maximumRow
        window = ByteWindow(chunkSize: max(1, chunkSize))
        rows = LogRows(query: query, name: name)
    }

    mutating func read(_ format: LogFormat?, _ each: (LogBatch) -> Void) throws(DatasetFailure) -> PredictionLog {
        try start()
        var roles: Set<LogRole>
        switch format ?? sniffed {
        case .csv:
            let header = try readHeader()
            let scanner = CSVLogScanner(columnCount: header.names.count, columns: header.columns)
            try scan(each) { text, end, isLast, rows in
                scanner.scan(text, upTo: end, isLast: isLast, into: &rows)
            }
            roles = Set(header.columns.keys)
            checkModels()
        case .jsonl:
            var scanner = JSONLogScanner(query)
            try scan(each) { text, end, _, rows in scanner.scan(text, upTo: end, into: &rows) }
            roles = rows.seenRoles
            checkModels()
            try checkMembers(roles, firstLine: scanner.firstLine)
        }
        if rows.problems.count == 0, rows.rowCount == 0 { addWithoutRows() }
        if let failure = rows.problems.failure { throw failure }
        let (classes, ranks) = ClassOrder.ordered(rows.classes.names.map { String(decoding: $0, as: UTF8.self) })
        return PredictionLog(
            classes: classes,
            ranks: ranks.map(Int.init),
            rowCount: rows.rowCount,
            failedCount: rows.failedCount,
            labelledCount: rows.labelledCount,
            roles: roles
        )
    }

    // MARK: Windows

    /// Reads the first window, and passes over the mark of its encoding and the empty lines.
    private mutating func start() throws(DatasetFailure) {
        repeat { try fill() } while window.count < 4096 && !window.isLast
        try checkIsText()
        let bytes = window.bytes
        var place = bytes[..<window.count].starts(with: SourceFile.byteOrderMark) ? 3 : 0
        while place < window.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
        guard place < window.count else {
            rows.problems.add(DatasetCodes.emptyData, "`\(name)` is empty", at: 0..<0, in: bytes.span)
            throw failure
        }
        discard(place)
    }

    private mutating func fill() throws(DatasetFailure) {
        do throws(PlatformError) {
            try window.fill(from: stream)
        } catch {
            throw ProblemLog.unreadable(error, name: name)
        }
    }

    private mutating func discard(_ count: Int) {
        window.discard(count)
        checked = max(0, checked - count)
        rows.problems.offset = window.offset
        rows.problems.lineBreaks = window.lineBreaks
    }

    private var failure: DatasetFailure { rows.problems.failure ?? DatasetFailure([]) }

    private var sniffed: LogFormat { window.bytes[0] == UInt8(ascii: "{") ? .jsonl : .csv }

    /// Lets `scan` walk over all windows; it gets the window, the end of its whole lines and whether it is the last.
    private mutating func scan(
        _ each: (LogBatch) -> Void,
        _ scan: (Span<UInt8>, Int, Bool, inout LogRows) -> Int
    ) throws(DatasetFailure) {
        while true {
            let scanned = scanWindow(scan)
            if !rows.batch.predicted.isEmpty {
                each(rows.batch)
                rows.batch.removeAll()
            }
            if rows.isStopped || window.isLast { return }
            discard(scanned)
            try checkRowLength()
            try fill()
        }
    }

    /// Walks over the window at hand, and says up to where it got. A function of its own, so that nothing else holds the
    /// window's bytes when they are moved.
    private mutating func scanWindow(_ scan: (Span<UInt8>, Int, Bool, inout LogRows) -> Int) -> Int {
        let end = window.endOfLines
        let bytes = window.bytes
        guard let badByte = firstBadByte(in: bytes, upTo: end) else {
            return scan(bytes.span, end, window.isLast, &rows)
        }
        let start = bytes[..<badByte].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let scanned = scan(bytes.span, start, false, &rows)
        guard !rows.isStopped else { return scanned }
        rows.problems.add(
            DatasetCodes.badUTF8,
            "the text is not encoded in UTF-8",
            at: badByte..<badByte + 1,
            in: bytes.span,
            help: ["save the file as UTF-8"]
        )
        rows.stop()
        return scanned
    }

    private mutating func checkRowLength() throws(DatasetFailure) {
        guard window.count > maximumRow else { return }
        let bytes = window.bytes
        rows.problems.add(
            LogCodes.longRow,
            "the row that begins here has more than \(maximumRow) bytes",
            at: 0..<1,
            in: bytes.span,
            help: ["look for a quote that is never closed"]
        )
        throw failure
    }

    // MARK: Encoding

    /// Whether the log can be text in UTF-8 at all, judged by its first bytes.
    private mutating func checkIsText() throws(DatasetFailure) {
        let start = window.bytes[..<min(window.count, 4096)]
        let isUTF16 = start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
        guard isUTF16 || start.contains(0) else { return }
        rows.problems.add(
            DatasetCodes.binaryData,
            "`\(name)` is not text in UTF-8",
            at: 0..<0,
            in: [UInt8]().span,
            notes: [isUTF16 ? "it begins like text in UTF-16" : "it holds zero bytes, as spreadsheets and archives do"],
            help: ["save the log as CSV or JSON lines in UTF-8"]
        )
        throw failure
    }

    /// The first byte before `end` that is not UTF-8.
    private mutating func firstBadByte(in bytes: [UInt8], upTo end: Int) -> Int? {
        let text = bytes.span
        let start = min(checked, end)
        var high: UInt8 = 0
        for place in start..<end { high |= text[unchecked: place] }
        checked = end
        guard high >= 0x80 else { return nil }
        do {
            _ = try UTF8Span(validating: text.extracting(start..<end))
            return nil
        } catch {
            return start + error.byteOffsets.lowerBound
        }
    }

    // MARK: Columns

    private mutating func readHeader() throws(DatasetFailure) -> LogHeader {
        while true {
            var scanner = CSVScanner(Array(window.bytes[..<window.count]), from: 0)
            if let header = LogHeader(&scanner, isLast: window.isLast, query: query, problems: &rows.problems) {
                discard(scanner.offset)
                return header
            }
            if rows.problems.count > 0 { throw failure }
            try checkRowLength()
            try fill()
        }
    }

    /// Finds members that no line has though they are needed.
    private mutating func checkMembers(_ roles: Set<LogRole>, firstLine: SourceFile?) throws(DatasetFailure) {
        guard let firstLine else { return }
        // Lines without a prediction are no problem each where no line has one.
        let isOnlyMissing = rows.problems.count == rows.missingPredictions
        guard rows.problems.count == 0 || (isOnlyMissing && !roles.contains(.prediction)) else { return }
        var problems = LogProblems(name: name)
        let names = JSONMemberPlaces(of: firstLine.bytes, from: 0).members.map { member in
            String(decoding: firstLine.bytes[member.name].dropFirst().dropLast(), as: UTF8.self)
        }
        // Without a way to choose rows, what the rows have is not known.
        let isUnchosen = query.model != nil && rows.models.count == 0
        for role in isUnchosen ? [.model] : LogRole.allCases where !roles.contains(role) {
            guard let column = query.column(role), role != .prediction || rows.missingPredictions > 0 else { continue }
            problems.addMissing(column, role, among: names, "no line has", on: firstLine)
        }
        if let failure = problems.failure { throw failure }
    }

    /// Whether the rows that count are of one model.
    private mutating func checkModels() {
        guard rows.problems.count == 0, rows.models.count > 0 else { return }
        let models = rows.models.names.map { String(decoding: $0, as: UTF8.self) }
        let list = "the models are " + models.prefix(12).sorted().map { "`\($0)`" }.joined(separator: ", ")
        let notes = [list + (models.count > 12 ? ", …" : "")]
        if let wanted = query.model, rows.wantedNumber < 0 {
            rows.problems.add(
                LogCodes.noSuchModel,
                "no row is of the model `\(wanted)`",
                of: SourceFile(name: name, bytes: []),
                notes: notes,
                help: Suggestion.help(for: wanted, among: models)
            )
        } else if let line = rows.secondModel {
            rows.problems.add(
                LogCodes.severalModels,
                "the rows come from \(models.count) models",
                of: line,
                notes: notes,
                help: ["choose one with `--model`"]
            )
        }
    }

    private mutating func addWithoutRows() {
        let bytes = window.bytes
        rows.problems.add(DatasetCodes.emptyData, "`\(name)` has no rows", at: 0..<0, in: bytes.span)
    }
}

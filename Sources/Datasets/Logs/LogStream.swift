import Diagnostics
import Platform

/// A prediction log on its way through: bytes in, window by window, and rows out to a sink.
struct LogStream<Sink: LogSink>: ~Copyable {
    private var stream: LogBytes
    private let name: String
    private let maximumRow: Int
    private var window: ByteWindow
    var sink: Sink
    /// How much of the window is known to be text in UTF-8.
    private var checked = 0
    private var csv: CSVLogScanner?
    private var json: JSONLogScanner?
    /// Up to where the window at hand has been scanned; nil before that.
    private var scanned: Int?
    private var isOver = false
    /// Whether the window at hand goes on behind a line that is no text, and how many such lines there have been.
    private var goesOn = false
    private var brokenLines = 0

    /// More lines than this that are no text are those of something else than a log.
    private static var maximumBrokenLines: Int { 10_000 }

    init(_ stream: consuming ByteStream, name: String, sink: Sink, chunkSize: Int, maximumRow: Int) {
        self.stream = LogBytes(stream)
        self.name = name
        self.maximumRow = maximumRow
        self.sink = sink
        window = ByteWindow(chunkSize: max(1, chunkSize))
    }

    var failure: DatasetFailure { sink.problems.failure ?? DatasetFailure([]) }

    /// How the log is written, judged by its first byte.
    var sniffed: LogFormat { window.bytes[0] == UInt8(ascii: "{") ? .jsonl : .csv }

    /// The first line of a log in JSON lines, once it has been scanned.
    var firstLine: SourceFile? { json?.firstLine }

    /// The bytes at hand.
    var bytes: [UInt8] { window.bytes }

    mutating func scan(by scanner: JSONLogScanner) { json = scanner }

    /// Hands the rows of the next window to the sink; false where there is none.
    mutating func advance() throws(DatasetFailure) -> Bool {
        if isOver { return false }
        if let scanned {
            discard(scanned)
            if !goesOn {
                try checkRowLength()
                try fill()
            }
        }
        scanned = scanWindow()
        isOver = sink.isStopped || window.isLast && !goesOn
        return true
    }

    /// Reads the header of a log in CSV, and then its rows, `columns` saying which column goes to which slot.
    mutating func readHeader(
        _ columns: (LogHeader, inout LogProblems) -> [Int: Int]
    ) throws(DatasetFailure) -> Set<Int> {
        while true {
            var scanner = CSVScanner(Array(window.bytes[..<window.count]), from: 0)
            let header = LogHeader(&scanner, isLast: window.isLast, problems: &sink.problems)
            let slots = header.map { columns($0, &sink.problems) }
            if let failure = sink.problems.failure { throw failure }
            if let header, let slots {
                discard(scanner.offset)
                csv = CSVLogScanner(columnCount: header.names.count, columns: slots)
                return Set(slots.keys)
            }
            try checkRowLength()
            try fill()
        }
    }

    /// Reads all rows, of CSV with a header or of JSON lines.
    ///
    /// - Parameters:
    ///   - columns: Which column goes to which slot.
    ///   - isNeeded: Whether a header must have the column of a slot.
    mutating func readAll(
        _ columns: [(slot: Int, name: String)],
        isNeeded: (Int) -> Bool = { _ in true }
    ) throws(DatasetFailure) {
        try start()
        switch sniffed {
        case .csv:
            _ = try readHeader { header, problems in
                var slots: [Int: Int] = [:]
                for (slot, column) in columns {
                    slots[slot] = header.column(column, problems: &problems)
                    guard isNeeded(slot), slots[slot] == nil else { continue }
                    problems.add(
                        LogCodes.noSuchLogColumn,
                        "no column is called `\(column)`",
                        of: header.line,
                        notes: [],
                        help: Suggestion.help(for: column, among: header.names)
                    )
                }
                return slots
            }
        case .jsonl: scan(by: JSONLogScanner(members: columns.map { (Array($0.name.utf8), $0.slot) }))
        }
        while try advance() {}
        if let failure = sink.problems.failure { throw failure }
    }

    // MARK: Windows

    /// Reads the first window, and passes over the mark of its encoding and the empty lines.
    mutating func start() throws(DatasetFailure) {
        repeat { try fill() } while window.count < 4096 && !window.isLast
        try sink.problems.checkIsText(window.bytes[..<window.count])
        var isFirst = true
        while true {
            discard(LogProblems.contentStart(of: window.bytes[..<window.count], isFirst: isFirst))
            if window.count > 0 { return }
            guard !window.isLast else {
                sink.problems.addEmpty()
                throw failure
            }
            isFirst = false
            try fill()
        }
    }

    private mutating func fill() throws(DatasetFailure) {
        do throws(LogBytes.Damage) {
            try window.fill(from: &stream)
        } catch {
            throw error.failure(of: name)
        }
    }

    private mutating func discard(_ count: Int) {
        window.discard(count)
        checked = max(0, checked - count)
        sink.problems.offset = window.offset
        sink.problems.lineBreaks = window.lineBreaks
    }

    /// Walks over the window at hand, and says up to where it got. A function of its own, so that nothing else holds the
    /// window's bytes when they are moved.
    private mutating func scanWindow() -> Int {
        let end = window.endOfLines
        let bytes = window.bytes
        goesOn = false
        guard let badByte = firstBadByte(in: bytes, upTo: end) else {
            return scan(bytes, upTo: end, isLast: window.isLast)
        }
        let start = bytes[..<badByte].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let scanned = scan(bytes, upTo: start, isLast: false)
        guard !sink.isStopped else { return scanned }
        sink.problems.add(
            DatasetCodes.badUTF8,
            "the text is not encoded in UTF-8",
            at: badByte..<badByte + 1,
            in: bytes.span,
            help: ["save the file as UTF-8"]
        )
        brokenLines += 1
        guard brokenLines <= Self.maximumBrokenLines else {
            sink.stop()
            return scanned
        }
        // The line is left out whole, and with it what of a row came before.
        let next = bytes[badByte..<end].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? end
        checked = next
        goesOn = true
        return next
    }

    private mutating func scan(_ bytes: [UInt8], upTo end: Int, isLast: Bool) -> Int {
        if let csv { return csv.scan(bytes.span, upTo: end, isLast: isLast, into: &sink) }
        return json?.scan(bytes.span, upTo: end, into: &sink) ?? end
    }

    private mutating func checkRowLength() throws(DatasetFailure) {
        guard window.count > maximumRow else { return }
        let bytes = window.bytes
        sink.problems.addLongRow(maximumRow, in: bytes.span)
        throw failure
    }

    // MARK: Encoding

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
}

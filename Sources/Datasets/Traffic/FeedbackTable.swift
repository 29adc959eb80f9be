import Diagnostics
package import Plan
package import Platform

/// What users said of the answers in a log, by what it is joined to the log by. An entry takes as much memory as its text and a hundred
/// bytes.
package struct FeedbackTable: Sendable {
    package struct Entry: Sendable {
        /// The hash of the request or unit that it is about.
        package let key: UInt64
        /// When it was said, as the log counts its times; nil where it counts with the answer itself.
        package let time: Int64?
        package let said: FeedbackEntry
    }

    /// By time, and first of all those without one; at one time in the order of the file.
    package private(set) var entries: [Entry] = []
    package let join: LabelJoin

    private init(join: LabelJoin) { self.join = join }

    /// Reads CSV with a header or JSON lines: a column that says which `request` or `unit` it is about, at least one of `rating`, `thumb` and
    /// `text`, and, where it was said later than the answer was given, `at`.
    package static func read(
        _ stream: consuming ByteStream,
        named name: String,
        by join: LabelJoin,
        chunkSize: Int = 1 << 20
    ) throws(DatasetFailure) -> FeedbackTable {
        var stream = LogStream(
            stream,
            name: name,
            sink: FeedbackRows(join: join, name: name),
            chunkSize: chunkSize,
            maximumRow: 16 << 20
        )
        try stream.readAll(FeedbackRows.columns(join), isNeeded: { $0 == FeedbackRows.key })
        var table = FeedbackTable(join: join)
        table.entries = stream.sink.entries.enumerated()
            .sorted { ($0.element.time ?? .min, $0.offset) < ($1.element.time ?? .min, $1.offset) }
            .map(\.element)
        return table
    }
}

/// Takes the rows of a file of feedback.
private struct FeedbackRows: LogSink {
    static let key = 0
    private static let rating = 1
    private static let thumb = 2
    private static let text = 3
    private static let time = 4
    private static let after = 5

    var problems: LogProblems
    private(set) var entries: [FeedbackTable.Entry] = []
    private(set) var isStopped = false
    private let join: String
    private var clock = LogClock()

    init(join: LabelJoin, name: String) {
        self.join = join.rawValue
        problems = LogProblems(name: name)
    }

    static func columns(_ join: LabelJoin) -> [(slot: Int, name: String)] {
        [(key, join.rawValue), (rating, "rating"), (thumb, "thumb"), (text, "text"), (time, "at"), (after, "after")]
    }

    mutating func stop() { isStopped = true }

    mutating func add(_ row: LogRow, in bytes: Span<UInt8>, places: LogRow, _ window: Span<UInt8>) {
        func place(_ slot: Int) -> Range<Int> {
            places.cells[slot].end > 0 ? places.cells[slot].range : places.whole.range
        }
        func written(_ slot: Int) -> String { problems.text(of: row.cells[slot].range, in: bytes) }
        guard !row.cells[Self.key].isEmpty else {
            return problems.add(TrafficCodes.missingLogValue, "`\(join)` is missing", at: place(Self.key), in: window)
        }
        var rating: Double?
        if !row.cells[Self.rating].isEmpty {
            rating = LogNumber.value(of: row.cells[Self.rating], in: bytes)
            guard rating?.isFinite == true else {
                let message = "`rating` is not a number: `\(written(Self.rating))`"
                return problems.add(LogCodes.badLogValue, message, at: place(Self.rating), in: window)
            }
        }
        var thumb: FeedbackEntry.Thumb?
        if !row.cells[Self.thumb].isEmpty {
            thumb = FeedbackEntry.Thumb(rawValue: written(Self.thumb))
            guard thumb != nil else {
                let message = "`thumb` is neither `up` nor `down`: `\(written(Self.thumb))`"
                return problems.add(LogCodes.badLogValue, message, at: place(Self.thumb), in: window)
            }
        }
        var time: Int64?
        if !row.cells[Self.time].isEmpty {
            time = clock.nanoseconds(of: row.cells[Self.time], in: bytes)
            guard time != nil else {
                let message = "`at` is no time: `\(written(Self.time))`"
                return problems.add(LogCodes.badLogValue, message, at: place(Self.time), in: window)
            }
        }
        guard row.cells[Self.after].isEmpty else {
            let message = "`after` counts from the beginning of a run, and a log has its own times: say `at`"
            return problems.add(LogCodes.badLogValue, message, at: place(Self.after), in: window)
        }
        let text = row.cells[Self.text].isEmpty ? nil : Self.whole(row.cells[Self.text], in: bytes)
        guard rating != nil || thumb != nil || text != nil else {
            let message = "nothing is said: give it a `rating`, a `thumb` or a `text`"
            return problems.add(TrafficCodes.missingLogValue, message, at: places.whole.range, in: window)
        }
        entries.append(
            FeedbackTable.Entry(
                key: ByteHash.hash(row.cells[Self.key], in: bytes.bytes),
                time: time,
                said: FeedbackEntry(after: .zero, unit: "", rating: rating, thumb: thumb, text: text)
            )
        )
    }

    /// All of a cell's text, however long; what is no UTF-8 in it is replaced.
    private static func whole(_ cell: LogCell, in bytes: Span<UInt8>) -> String {
        var content: [UInt8] = []
        content.reserveCapacity(cell.count)
        for place in cell.range { content.append(bytes[place]) }
        return String(decoding: content, as: UTF8.self)
    }
}

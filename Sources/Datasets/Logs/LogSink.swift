/// Takes the rows of a log from its scanner.
protocol LogSink {
    var problems: LogProblems { get set }

    /// Whether the rest of the log makes no sense.
    var isStopped: Bool { get }

    /// Ends the reading.
    mutating func stop()

    /// Takes a row whose cells stand in `bytes`; `places` says where in the window `text` they came from.
    mutating func add(_ row: LogRow, in bytes: Span<UInt8>, places: LogRow, _ text: Span<UInt8>)
}

extension LogSink {
    /// Takes a row whose cells stand in `text`, the window at hand, as they are.
    @inline(__always)
    mutating func add(_ row: LogRow, in text: Span<UInt8>) { add(row, in: text, places: row, text) }
}

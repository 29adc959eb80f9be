import Diagnostics

/// Feedback from elsewhere: JSON lines as in a plan's file, or CSV with the same names as columns. The time is `after`,
/// counted from the run's beginning, or `at`, by the wall clock.
package struct FeedbackImport: Sendable {
    package enum Form: Sendable, Hashable {
        case jsonLines, csv
    }

    /// In the order of the text.
    package let entries: [FeedbackEntry]

    /// Reads a text, all of it or nothing.
    /// - Parameters:
    ///   - name: What messages call the text.
    ///   - form: How it is written, or nil where its first character tells: `{` begins JSON lines.
    ///   - start: When the run began.
    package init(_ bytes: [UInt8], named name: String, form: Form?, start: Timestamp) throws(DatasetFailure) {
        var log = ProblemLog(bytes: bytes, name: name)
        let clock = FeedbackClock.wall(start: start)
        let first = bytes.starts(with: SourceFile.byteOrderMark) ? SourceFile.byteOrderMark.count : 0
        switch form ?? Self.form(of: bytes[first...]) {
        case .jsonLines: entries = FeedbackFile.entries(of: bytes, from: first, clock: clock, log: &log)
        case .csv: entries = FeedbackCSV.entries(of: bytes, from: first, clock: clock, log: &log)
        }
        if let failure = log.failure { throw failure }
    }

    private static func form(of bytes: ArraySlice<UInt8>) -> Form {
        let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        return bytes.first { !isSpace($0) } == UInt8(ascii: "{") ? .jsonLines : .csv
    }
}

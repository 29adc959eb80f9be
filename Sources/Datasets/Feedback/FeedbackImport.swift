import Diagnostics
package import Plan

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
    ///   - form: How it is written, or nil where its first characters tell: `{` begins JSON lines.
    ///   - start: When the run began.
    ///   - namesModel: Whether each entry says which model answered, as it does where a router divides the traffic.
    package init(
        _ bytes: [UInt8],
        named name: String,
        form: Form?,
        start: Timestamp,
        namesModel: Bool
    ) throws(DatasetFailure) {
        var log = ProblemLog(bytes: bytes, name: name)
        let shape = FeedbackShape(clock: .wall(start: start), namesModel: namesModel)
        let first = bytes.starts(with: SourceFile.byteOrderMark) ? SourceFile.byteOrderMark.count : 0
        switch form ?? Self.form(of: bytes[first...]) {
        case .jsonLines where Self.beginsList(bytes[first...]):
            entries = []
            let bracket = bytes[first...].firstIndex(of: UInt8(ascii: "[")) ?? first
            log.add(
                DatasetCodes.badFeedbackLine,
                "the text is a JSON array, and entries are JSON objects, one a line",
                at: bracket..<bracket + 1,
                help: ["`jq -c '.[]' \(name)` writes them so"]
            )
        case .jsonLines: entries = FeedbackFile.entries(of: bytes, from: first, shape: shape, log: &log)
        case .csv: entries = FeedbackCSV.entries(of: bytes, from: first, shape: shape, log: &log)
        }
        if let failure = log.failure { throw failure }
    }

    private static func form(of bytes: ArraySlice<UInt8>) -> Form {
        begin(bytes, with: "{") || beginsList(bytes) ? .jsonLines : .csv
    }

    /// Whether the text is JSON that is no lines: a list of objects. A CSV header may begin with a bracket too.
    private static func beginsList(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let bracket = bytes.first(where: { !isSpace($0) }), bracket == UInt8(ascii: "[") else { return false }
        let rest = bytes.drop(while: isSpace).dropFirst()
        return begin(rest, with: "{") || begin(rest, with: "]")
    }

    private static func begin(_ bytes: ArraySlice<UInt8>, with character: Unicode.Scalar) -> Bool {
        bytes.first { !isSpace($0) } == UInt8(ascii: character)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

import Diagnostics
import Platform

/// Gathers the problems of one file while it is read: the first ten with their lines, the others counted.
struct ProblemLog {
    private let bytes: [UInt8]
    private let name: String
    private var errors: [DatasetError] = []
    private(set) var count = 0
    private var line: SourceFile
    /// Where line breaks have been counted up to, and how many there are before it.
    private var counted = (offset: 0, lineBreaks: 0)

    init(bytes: [UInt8], name: String) {
        self.bytes = bytes
        self.name = name
        line = SourceFile(name: name, bytes: [])
    }

    /// Notes a problem at a place in the file, in bytes.
    mutating func add(
        _ code: DiagnosticCode,
        _ message: @autoclosure () -> String,
        at range: Range<Int>,
        label: @autoclosure () -> String = "",
        notes: @autoclosure () -> [String] = [],
        help: @autoclosure () -> [String] = []
    ) {
        count += 1
        guard errors.count < DatasetFailure.limit else { return }
        takeLine(at: range.lowerBound)
        let start = min(range.lowerBound - line.firstOffset, line.bytes.count)
        let end = max(start, min(range.upperBound - line.firstOffset, line.bytes.count))
        let error = DatasetError(
            code,
            message(),
            in: line,
            at: start..<end,
            label: label(),
            notes: notes(),
            help: help()
        )
        errors.append(error)
    }

    /// What was gathered; nil where nothing was.
    var failure: DatasetFailure? {
        count == 0 ? nil : DatasetFailure(errors, hiddenCount: count - errors.count)
    }

    /// The failure of a file that could not be read.
    static func unreadable(_ error: PlatformError, name: String) -> DatasetFailure {
        let file = SourceFile(name: name, bytes: [])
        let message = "cannot read `\(name)`: \(error.reason)"
        return DatasetFailure([DatasetError(DatasetCodes.unreadableData, message, in: file, at: 0..<0)])
    }

    /// A value as messages show it: at most 40 characters, with broken UTF-8 replaced.
    func text(in range: Range<Int>) -> String {
        let text = String(decoding: bytes[range.prefix(160)], as: UTF8.self)
        return text.count > 40 || range.count > 160 ? text.prefix(40) + "…" : text
    }

    private mutating func takeLine(at offset: Int) {
        let newline = UInt8(ascii: "\n")
        let start = bytes[..<offset].lastIndex(of: newline).map { $0 + 1 } ?? 0
        // The problems of one line share its bytes.
        if start == line.firstOffset, !line.bytes.isEmpty { return }
        let end = bytes[offset...].firstIndex(of: newline) ?? bytes.count
        if start < counted.offset { counted = (0, 0) }
        counted.lineBreaks += bytes[counted.offset..<start].count { $0 == newline }
        counted.offset = start
        line = SourceFile(
            name: name,
            bytes: Array(bytes[start..<end]),
            firstLine: counted.lineBreaks + 1,
            firstOffset: start
        )
    }
}

import Diagnostics
import Platform

/// Gathers the problems of a log while it streams by: the first ten with their lines, the others counted.
struct LogProblems {
    let name: String
    private(set) var errors: [DatasetError] = []
    private(set) var count = 0
    /// What came before the window at hand: bytes and line breaks.
    var offset = 0
    var lineBreaks = 0

    init(name: String) { self.name = name }

    /// Notes a problem at a place in the window.
    mutating func add(
        _ code: DiagnosticCode,
        _ message: @autoclosure () -> String,
        at range: Range<Int>,
        in bytes: Span<UInt8>,
        label: String = "",
        notes: @autoclosure () -> [String] = [],
        help: @autoclosure () -> [String] = []
    ) {
        count += 1
        guard errors.count < DatasetFailure.limit else { return }
        let line = line(at: range.lowerBound, in: bytes)
        let end = line.firstOffset - offset + line.bytes.count
        let start = min(range.lowerBound, end)
        let place = start..<max(start, min(range.upperBound, end))
        errors.append(
            DatasetError(
                code,
                message(),
                in: line,
                at: place.lowerBound + offset - line.firstOffset..<place.upperBound + offset - line.firstOffset,
                label: label,
                notes: notes(),
                help: help()
            )
        )
    }

    /// Notes a problem of a line that was kept.
    mutating func add(_ code: DiagnosticCode, _ message: String, of line: SourceFile, notes: [String], help: [String]) {
        count += 1
        guard errors.count < DatasetFailure.limit else { return }
        let end = line.lineRange(containing: 0).upperBound
        errors.append(DatasetError(code, message, in: line, at: 0..<end, notes: notes, help: help))
    }

    /// What was gathered; nil where nothing was.
    var failure: DatasetFailure? { count == 0 ? nil : DatasetFailure(errors, hiddenCount: count - errors.count) }

    /// The line of a place in the window.
    func line(at place: Int, in bytes: Span<UInt8>) -> SourceFile {
        let lineBreak = UInt8(ascii: "\n")
        var start = place
        while start > 0, bytes[start - 1] != lineBreak { start -= 1 }
        var end = place
        while end < bytes.count, bytes[end] != lineBreak { end += 1 }
        return SourceFile(
            name: name,
            bytes: (start..<end).map { bytes[$0] },
            firstLine: lineBreaks + ByteWindow.lineBreaks(in: bytes, 0..<start) + 1,
            firstOffset: offset + start
        )
    }

    /// A value as messages show it: at most 40 characters, with broken UTF-8 replaced.
    func text(of range: Range<Int>, in bytes: Span<UInt8>) -> String {
        let text = String(decoding: range.prefix(160).map { bytes[$0] }, as: UTF8.self)
        return text.count > 40 || range.count > 160 ? text.prefix(40) + "…" : text
    }
}

extension LogProblems {
    /// Checks whether a log can be text in UTF-8 at all, judged by its first bytes.
    mutating func checkIsText(_ bytes: some Collection<UInt8>) throws(DatasetFailure) {
        let start = bytes.prefix(4096)
        let isUTF16 = start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
        guard isUTF16 || start.contains(0) else { return }
        let (name, nothing) = (name, [UInt8]())
        add(
            DatasetCodes.binaryData,
            "`\(name)` is not text in UTF-8",
            at: 0..<0,
            in: nothing.span,
            notes: [isUTF16 ? "it begins like text in UTF-16" : "it holds zero bytes, as spreadsheets and archives do"],
            help: ["save the log as CSV or JSON lines in UTF-8"]
        )
        throw failure ?? DatasetFailure([])
    }

    /// Notes that the row at the beginning of the window is longer than may be.
    mutating func addLongRow(_ maximum: Int, in bytes: Span<UInt8>) {
        add(
            LogCodes.longRow,
            "the row that begins here has more than \(maximum) bytes",
            at: 0..<1,
            in: bytes,
            help: ["look for a quote that is never closed"]
        )
    }

    /// Notes that there is nothing to read.
    mutating func addEmpty() {
        let (name, nothing) = (name, [UInt8]())
        add(DatasetCodes.emptyData, "`\(name)` is empty", at: 0..<0, in: nothing.span)
    }

    /// Where in the first bytes of a log its content begins: behind the mark of the encoding and blanks. `isFirst` says
    /// whether nothing was read before.
    static func contentStart(of bytes: some RandomAccessCollection<UInt8>, isFirst: Bool) -> Int {
        let mark = isFirst && bytes.starts(with: SourceFile.byteOrderMark) ? 3 : 0
        return mark + bytes.dropFirst(mark).prefix { [0x20, 0x09, 0x0A, 0x0D].contains($0) }.count
    }
}

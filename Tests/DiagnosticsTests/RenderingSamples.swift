import Diagnostics

/// Codes and sources that the renderers' tests share.
enum Samples {
    static let unknownKey = DiagnosticCode("PR0203", "unknown-key", .error, "A key that the language does not have.")
    static let unused = DiagnosticCode("PR0301", "unused", .warning, "Something that nobody uses.")
    static let remark = DiagnosticCode("PR0302", "remark", .note, "Something to know.")

    /// One source, and a function that finds the span of a piece of its text.
    static func source(
        _ text: String,
        named name: String = "plan.yaml",
        firstLine: Int = 1
    ) -> (map: SourceMap, span: (String) -> SourceSpan) {
        var map = SourceMap()
        let bytes = Array(text.utf8)
        let id = map.add(SourceFile(name: name, bytes: bytes, firstLine: firstLine))
        return (map, { SourceSpan(file: id, range(of: Array($0.utf8), in: bytes)) })
    }

    static func range(of piece: [UInt8], in bytes: [UInt8]) -> Range<Int> {
        let starts = 0...(bytes.count - piece.count)
        let start = starts.first { bytes[$0...].starts(with: piece) } ?? bytes.count
        return start..<start + piece.count
    }
}

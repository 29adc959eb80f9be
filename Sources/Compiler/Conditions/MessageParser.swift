import Diagnostics
import Plan

/// Reads a message: text with metrics in double braces.
enum MessageParser {
    /// The parts of the message; `span` turns byte offsets into places.
    static func parse(
        _ text: String,
        span: @escaping (Range<Int>) -> SourceSpan
    ) throws(Diagnostic) -> [MessagePlan.Part] {
        let bytes = Array(text.utf8)
        var parts: [MessagePlan.Part] = []
        var offset = 0
        while let open = find("{{", in: bytes, from: offset) {
            if open > offset { parts.append(.text(String(decoding: bytes[offset..<open], as: UTF8.self))) }
            guard let close = find("}}", in: bytes, from: open + 2) else {
                throw Diagnostic(.messageSyntax, "this `{{` is never closed", at: .init(span(open..<open + 2)))
            }
            let content = String(decoding: bytes[open + 2..<close], as: UTF8.self)
            let metric = try ConditionParser.parseMetric(content) { range in
                span(range.lowerBound + open + 2..<range.upperBound + open + 2)
            }
            parts.append(.metric(metric))
            offset = close + 2
        }
        if offset < bytes.count { parts.append(.text(String(decoding: bytes[offset...], as: UTF8.self))) }
        return parts
    }

    private static func find(_ mark: String, in bytes: [UInt8], from start: Int) -> Int? {
        let mark = Array(mark.utf8)
        guard bytes.count >= start + mark.count else { return nil }
        return (start...bytes.count - mark.count).first { bytes[$0] == mark[0] && bytes[$0 + 1] == mark[1] }
    }
}

import Diagnostics
import Plan

/// Reads a message: text with metrics in double braces.
enum MessageParser {
    /// The parts of the message; `span` turns byte offsets into places.
    ///
    /// What stands in the place of a variable, at `variables`, is text: braces in it are braces.
    static func parse(
        _ text: String,
        variables: [Range<Int>] = [],
        span: @escaping (Range<Int>) -> SourceSpan
    ) throws(Diagnostic) -> [MessagePlan.Part] {
        let bytes = Array(text.utf8)
        var parts: [MessagePlan.Part] = []
        var offset = 0
        while let open = firstPair(of: UInt8(ascii: "{"), in: bytes, from: offset, outside: variables) {
            if open > offset { parts.append(.text(String(decoding: bytes[offset..<open], as: UTF8.self))) }
            guard let close = firstPair(of: UInt8(ascii: "}"), in: bytes, from: open + 2, outside: variables) else {
                throw Diagnostic(.messageSyntax, "this `{{` is never closed", at: .init(span(open..<open + 2)))
            }
            if let variable = variables.first(where: { $0.overlaps(open..<close) }) {
                throw Diagnostic(
                    .misplacedVariable,
                    "a placeholder cannot have variables in it",
                    at: .init(span(variable)),
                    help: ["write the metric out"]
                )
            }
            let content = String(decoding: bytes[open + 2..<close], as: UTF8.self)
            let metric = try ConditionParser.metric(content) { range in
                span(range.lowerBound + open + 2..<range.upperBound + open + 2)
            }
            parts.append(.metric(metric))
            offset = close + 2
        }
        if offset < bytes.count { parts.append(.text(String(decoding: bytes[offset...], as: UTF8.self))) }
        return parts
    }

    private static func firstPair(
        of brace: UInt8,
        in bytes: [UInt8],
        from start: Int,
        outside variables: [Range<Int>]
    ) -> Int? {
        var offset = start
        while offset + 1 < bytes.count {
            let isPair = bytes[offset] == brace && bytes[offset + 1] == brace
            if isPair, !variables.contains(where: { $0.overlaps(offset..<offset + 2) }) { return offset }
            offset += 1
        }
        return nil
    }
}

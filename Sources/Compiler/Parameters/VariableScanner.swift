import Plan

/// Finds the variables in the text of a scalar.
///
/// `${NAME}` is one, `$${` stands for `${`, and any other `$` for itself.
enum VariableScanner {
    enum Part: Hashable {
        case text(Range<Int>)
        /// `$${`
        case escape(Range<Int>)
        case variable(String, Range<Int>)
        /// A `${` that begins no variable, with what is wrong and what helps.
        case malformed(Range<Int>, problem: String, help: String)
    }

    private static let opening = Array("${".utf8)
    private static let escape = Array("$${".utf8)

    static func mentionsVariable(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.indices.contains { bytes[$0...].starts(with: opening) }
    }

    /// The parts in order, or nil where the text has no `${` and so is one.
    static func parts(of text: ArraySlice<UInt8>) -> [Part]? {
        guard text.contains(UInt8(ascii: "$")) else { return nil }
        let bytes = Array(text)
        var parts: [Part] = []
        var start = 0
        var offset = 0
        var hasFound = false
        func flushed(_ end: Int) -> [Part] { end > start ? [.text(start..<end)] : [] }
        while let dollar = bytes[offset...].firstIndex(of: UInt8(ascii: "$")) {
            offset = dollar + 1
            let part: Part
            if bytes[dollar...].starts(with: escape) {
                part = .escape(dollar..<dollar + escape.count)
            } else if bytes[dollar...].starts(with: opening) {
                part = variable(bytes, from: dollar)
            } else {
                continue
            }
            hasFound = true
            parts += flushed(dollar)
            parts.append(part)
            start = part.range.upperBound
            offset = start
        }
        guard hasFound else { return nil }
        return parts + flushed(bytes.count)
    }

    private static func variable(_ bytes: [UInt8], from dollar: Int) -> Part {
        let start = dollar + opening.count
        guard let close = bytes[start...].firstIndex(of: UInt8(ascii: "}")) else {
            return .malformed(
                dollar..<start,
                problem: "this `${` is never closed",
                help: "write `${NAME}`, or `$${` for the characters themselves"
            )
        }
        let name = String(decoding: bytes[start..<close], as: UTF8.self)
        let range = dollar..<close + 1
        if isName(bytes[start..<close]) { return .variable(name, range) }
        let bare = name.filter { !$0.isWhitespace }
        let help: String
        if isName(Array(bare.utf8)[...]) {
            help = "write `${\(bare)}`"
        } else if let mark = name.firstIndex(where: { ":-=?".contains($0) }), isName(Array(name[..<mark].utf8)[...]) {
            help = "write `${\(name[..<mark])}`; its default stands under `parameters`"
        } else {
            help = "write `${NAME}`, the name of letters, digits and `_`, or `$${` for the characters themselves"
        }
        let problem = name.isEmpty ? "a variable has no name" : "`${\(name)}` is no variable"
        return .malformed(range, problem: problem, help: help)
    }

    private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, first.isASCIILetter || first == UInt8(ascii: "_") else { return false }
        return bytes.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
    }
}

extension VariableScanner.Part {
    /// Its bytes in the text.
    var range: Range<Int> {
        switch self {
        case .text(let range), .escape(let range), .variable(_, let range), .malformed(let range, _, _): range
        }
    }
}

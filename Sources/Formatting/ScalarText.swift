import Diagnostics
import PlanSyntax

/// How a scalar is written.
struct ScalarText {
    let bytes: [UInt8]

    /// On one line: as the author wrote it where that is one line, without quotes that a word does not need, and with double
    /// ones where single ones are not needed.
    func inline(_ node: SyntaxNode) -> String {
        let source = node.span.range
        let isOneLine = !source.contains(where: bytes.isBreak)
        switch node.style {
        case .plain:
            if isOneLine { return bytes.string(source) }
            let text = node.text
            return text.utf8.contains([UInt8].newline) ? Self.quoted(text) : text
        case .singleQuoted where isOneLine, .doubleQuoted where isOneLine:
            let text = node.text
            if node.tag == .none, Self.isWord(text) { return text }
            let needsSingle = text.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
            return node.style == .singleQuoted && !needsSingle ? "\"\(text)\"" : bytes.string(source)
        default: return Self.quoted(node.text)
        }
    }

    /// The lines of a plain or quoted scalar that the author wrote on several; the first stands behind the key.
    func lines(_ node: SyntaxNode) -> [String] {
        bytes.lines(in: node.span.range).map { line in
            var end = bytes.trimmed(line).upperBound
            let start = bytes.trimmed(line).lowerBound
            // A blank behind a backslash is a part of the text.
            var backslashes = 0
            while end - backslashes > start, bytes[end - backslashes - 1] == UInt8(ascii: "\\") { backslashes += 1 }
            if node.style == .doubleQuoted, backslashes % 2 == 1, end < line.upperBound { end += 1 }
            return bytes.string(start..<end)
        }
    }

    func isOneLine(_ node: SyntaxNode) -> Bool { !node.span.range.contains(where: bytes.isBreak) }

    /// Whether a text is a word that every reader of YAML takes for itself without quotes.
    static func isWord(_ text: String) -> Bool {
        guard let first = text.utf8.first, first.isLetter || first == UInt8(ascii: "_") else { return false }
        guard text.utf8.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") })
        else { return false }
        return !reserved.contains(text.lowercased())
    }

    /// What YAML 1.1 or 1.2 takes for something other than text.
    private static let reserved: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity",
    ]

    /// A text in double quotes, with escapes where it needs them.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\r": quoted += "\\r"
            case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

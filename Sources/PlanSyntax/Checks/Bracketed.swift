/// An inline list on one line of at most a thousand bytes, split at the commas its author meant: not those inside parentheses, brackets or quotes.
struct Bracketed {
    /// How far to look: a hint is not worth a walk over a line of megabytes.
    private static let reach = 1_024

    /// The items as they are written.
    let items: [String]
    /// A change to block form; nil where the list is not the whole value of a key that stands on the same line.
    let fix: (range: Range<Int>, replacement: String)?

    /// - Parameter start: where the `[` stands.
    /// Nil where the brackets do not close on the line or an item would mean something else behind `- `.
    init?(_ bytes: [UInt8], from start: Int) {
        guard start < bytes.count, bytes[start] == UInt8(ascii: "[") else { return nil }
        let window = bytes[start..<min(bytes.count, start + Bracketed.reach)]
        let lineEnd = window.firstIndex(where: \.isBreak) ?? window.endIndex
        var items: [String] = []
        var itemStart = start + 1
        var depth = 0
        var quote: UInt8?
        var end: Int?
        for offset in start + 1..<lineEnd {
            let byte = bytes[offset]
            if let open = quote {
                if byte == open { quote = nil }
                continue
            }
            switch byte {
            // A quote behind a letter is an apostrophe.
            case .quote, .doubleQuote: if !bytes[offset - 1].isNameByte { quote = byte }
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: "]") where depth > 0: depth -= 1
            case UInt8(ascii: "]"):
                items.append(Bracketed.trimmed(bytes, itemStart..<offset))
                end = offset + 1
            case .comma where depth == 0:
                items.append(Bracketed.trimmed(bytes, itemStart..<offset))
                itemStart = offset + 1
            default: break
            }
            if end != nil { break }
        }
        guard let end, items.allSatisfy(Bracketed.standsInBlock) else { return nil }
        self.items = items
        self.fix = Bracketed.blockForm(of: items, at: start..<end, lineEnd: lineEnd, bytes)
    }

    /// What to do about it, with the block form written out where it is known.
    static func help(_ list: Bracketed?, isList: Bool) -> [String] {
        let quotes = "or put the condition in quotes"
        guard isList else { return ["write the mapping in block form, one key a line", quotes] }
        guard let list else { return ["write the list in block form, one item a line after `- `", quotes] }
        return ["write the list in block form:\n" + list.items.map { "- \($0)" }.joined(separator: "\n"), quotes]
    }

    private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        let start = bytes.firstIndex(from: range.lowerBound) { !$0.isBlank }
        return start < range.upperBound
            ? bytes.string(in: start..<bytes.trimmedEnd(range.upperBound, notBefore: start)) : ""
    }

    /// The list with an item a line, two columns deeper than its key.
    private static func blockForm(
        of items: [String],
        at list: Range<Int>,
        lineEnd: Int,
        _ bytes: [UInt8]
    ) -> (range: Range<Int>, replacement: String)? {
        let rest = bytes[list.upperBound..<lineEnd].drop(while: \.isBlank)
        let before = bytes[max(0, list.lowerBound - reach)..<list.lowerBound]
        guard let lineStart = before.lastIndex(where: \.isBreak).map({ $0 + 1 }) ?? (before.startIndex == 0 ? 0 : nil)
        else { return nil }
        let colon = bytes.trimmedEnd(list.lowerBound, notBefore: lineStart) - 1
        guard rest.isEmpty || rest.first == .hash, colon >= lineStart, bytes[colon] == .colon else { return nil }
        // The key begins behind the indentation and the dashes of the lists around it.
        let key = bytes.firstIndex(from: lineStart) { $0 != .space && $0 != .dash }
        let isPlainKey = bytes[key..<colon].allSatisfy { $0.isNameByte }
        guard isPlainKey, key < colon else { return nil }
        let indentation = bytes.string(in: lineStart..<key).map { _ in " " }.joined() + "  "
        let isCRLF = lineEnd < bytes.count && bytes[lineEnd] == .carriageReturn
        let replacement = items.map { (isCRLF ? "\r\n" : "\n") + indentation + "- " + $0 }.joined()
        return (colon + 1..<list.upperBound, replacement)
    }

    /// Whether a text means itself after `- `.
    private static func standsInBlock(_ item: String) -> Bool {
        guard let first = item.utf8.first, !item.contains(": "), !item.contains(" #"), !item.hasSuffix(":") else {
            return false
        }
        if first == .quote || first == .doubleQuote { return item.utf8.count > 1 && item.utf8.last == first }
        return first.isNameByte || first == UInt8(ascii: "(") || first == UInt8(ascii: "$") || first >= 0x80
    }
}

extension UInt8 {
    /// A letter, a digit or `_`.
    fileprivate var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

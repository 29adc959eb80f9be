/// What bytes mean to YAML.
extension UInt8 {
    static let tab = UInt8(ascii: "\t")
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let hash = UInt8(ascii: "#")
    static let colon = UInt8(ascii: ":")
    static let comma = UInt8(ascii: ",")
    static let dash = UInt8(ascii: "-")
    static let quote = UInt8(ascii: "'")
    static let doubleQuote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")

    var isBlank: Bool { self == .space || self == .tab }
    var isBreak: Bool { self == .newline || self == .carriageReturn }
    var isBlankOrBreak: Bool { isBlank || isBreak }
    var isContinuation: Bool { self & 0xC0 == 0x80 }

    var isOpeningBracket: Bool { self == UInt8(ascii: "[") || self == UInt8(ascii: "{") }
    var isClosingBracket: Bool { self == UInt8(ascii: "]") || self == UInt8(ascii: "}") }

    /// How many hexadecimal digits follow it behind a backslash, if any do.
    var escapeDigits: Int? {
        switch self {
        case UInt8(ascii: "x"): 2
        case UInt8(ascii: "u"): 4
        case UInt8(ascii: "U"): 8
        default: nil
        }
    }

    var isHexDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}

/// Questions about the neighbourhood of a byte.
extension [UInt8] {
    /// The first byte of the line that holds `offset`.
    func lineStart(of offset: Int) -> Int {
        var start = Swift.min(offset, count)
        while start > 0, !self[start - 1].isBreak { start -= 1 }
        return start
    }

    /// The end of the line that holds `offset`, before its line break.
    func lineEnd(of offset: Int) -> Int { firstIndex(from: offset) { $0.isBreak } }

    /// The first place from `start` on whose byte is as asked for; the end of the text where none is.
    func firstIndex(from start: Int, where matches: (UInt8) -> Bool) -> Int {
        var index = Swift.min(start, count)
        while index < count, !matches(self[index]) { index += 1 }
        return index
    }

    /// `end` moved back over blanks and line breaks, but not before `start`.
    func trimmedEnd(_ end: Int, notBefore start: Int) -> Int {
        var end = Swift.min(end, count)
        while end > start, self[end - 1].isBlankOrBreak { end -= 1 }
        return end
    }

    /// The character at `offset`, as one range; empty at the end of the text.
    func character(at offset: Int) -> Range<Int> {
        guard offset < count else { return count..<count }
        return offset..<firstIndex(from: offset + 1) { !$0.isContinuation }
    }

    /// The run of bytes from `offset` up to a blank, a line break or an indicator of inline lists; one character at least.
    func word(at offset: Int) -> Range<Int> {
        let character = character(at: offset)
        let end = firstIndex(from: offset) {
            $0.isBlankOrBreak || $0 == .comma || $0.isOpeningBracket || $0.isClosingBracket
        }
        return offset..<Swift.max(end, character.upperBound)
    }

    /// Whether only blanks stand between the beginning of the line and `offset`.
    func isFirstInLine(_ offset: Int) -> Bool {
        self[lineStart(of: offset)..<Swift.min(offset, count)].allSatisfy(\.isBlank)
    }

    /// The text of a range on one line, cut where it is long.
    func excerpt(_ range: Range<Int>) -> String {
        let range = range.clamped(to: 0..<count)
        var end = range.upperBound
        if range.count > 80 {
            end = range.lowerBound + 80
            while end > range.lowerBound, self[end].isContinuation { end -= 1 }
        }
        let words = self[range.lowerBound..<end].split(whereSeparator: \.isBlankOrBreak)
        return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
            + (end < range.upperBound ? "..." : "")
    }

    func string(in range: Range<Int>) -> String {
        String(decoding: self[range.clamped(to: 0..<count)], as: UTF8.self)
    }
}

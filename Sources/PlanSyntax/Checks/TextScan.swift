import Diagnostics

/// The first pass over a text, before any parsing: what encoding it has and which characters cannot stand in it.
///
/// libyaml would report these without a place, or would read a line break where editors show none.
struct TextScan {
    /// A character that YAML 1.1 takes for a line break and that must not stand raw.
    struct Separator {
        let range: Range<Int>
        let scalar: UInt32
    }

    /// Where the text begins: behind a byte order mark.
    let start: Int
    private(set) var isASCII = true
    /// Whether the text cannot be given to libyaml at all.
    private(set) var isUnreadable = false
    private(set) var separators: [Separator] = []
    /// Each `#` that follows neither a blank nor a line break: a comment that lacks its space, or a part of a text.
    private(set) var tightHashes: [Int] = []

    init(_ bytes: [UInt8], findings: inout Findings) {
        start = bytes.starts(with: SourceFile.byteOrderMark) ? SourceFile.byteOrderMark.count : 0
        if let encoding = TextScan.foreignEncoding(of: bytes) {
            isUnreadable = true
            findings.report(
                .wrongEncoding,
                "the file is \(encoding), not UTF-8",
                at: 0..<min(2, bytes.count),
                help: ["save the file as UTF-8"]
            )
            return
        }
        var offset = start
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte >= 0x20, byte < 0x7F, byte != .hash {
                offset += 1
                if offset & 7 == 0 { offset = bytes.skippingPrintable(from: offset, besides: .hash) }
            } else if byte == .hash {
                if offset > start, !bytes[offset - 1].isBlankOrBreak { tightHashes.append(offset) }
                offset += 1
            } else {
                offset = scanRare(bytes, at: offset, &findings)
            }
        }
    }

    /// Looks at a byte that is no printable ASCII character; gives the place behind its character.
    private mutating func scanRare(_ bytes: [UInt8], at offset: Int, _ findings: inout Findings) -> Int {
        let byte = bytes[offset]
        if byte == .newline || byte == .carriageReturn || byte == .tab { return offset + 1 }
        isASCII = isASCII && byte < 0x80
        guard let (scalar, length) = bytes.scalar(at: offset) else {
            isUnreadable = true
            let end = bytes.firstIndex(from: offset + 1) { $0 < 0x80 || !$0.isContinuation }
            findings.report(
                .invalidUTF8,
                "the byte 0x\(hexadecimal(UInt32(byte), digits: 2)) is not UTF-8",
                at: offset..<end,
                help: ["save the file as UTF-8"]
            )
            return end
        }
        let range = offset..<offset + length
        switch scalar {
        case 0x85, 0x2028, 0x2029: separators.append(Separator(range: range, scalar: scalar))
        case 0xFEFF:
            isUnreadable = true
            findings.report(
                .controlCharacter,
                "a byte order mark stands inside the text",
                at: range,
                help: ["delete it; it is not visible in most editors"],
                fix: (range, "")
            )
        case 0x00..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF:
            isUnreadable = true
            findings.report(
                .controlCharacter,
                "the control character U+\(hexadecimal(scalar, digits: 4)) stands in the text",
                at: range,
                help: ["delete it" + (scalar == 0 ? "" : ", or write it as an escape in double quotes")]
            )
        default: break
        }
        return range.upperBound
    }

    /// UTF-16 and UTF-32 by their byte order mark, or by the NUL that every ASCII character has in them.
    private static func foreignEncoding(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
        guard bytes.count >= 4, bytes.count % 2 == 0 else { return nil }
        let isLittle = bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0
        let isBig = bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0
        return isLittle || isBig ? "UTF-16" : nil
    }

    /// The text with each separator replaced by a character of the same length that ends no line, so that the rest can be read.
    func withoutSeparators(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for separator in separators {
            // NEL (C2 85) becomes C2 A0, the others (E2 80 A8, E2 80 A9) become E2 80 A7.
            bytes[separator.range.upperBound - 1] = separator.scalar == 0x85 ? 0xA0 : 0xA7
        }
        return bytes
    }
}

extension [UInt8] {
    /// The scalar that begins at `offset` and its length in bytes; nil where the bytes are not well-formed UTF-8.
    fileprivate func scalar(at offset: Int) -> (scalar: UInt32, length: Int)? {
        let lead = self[offset]
        let (length, smallest): (Int, UInt32)
        switch lead {
        case 0..<0x80: return (UInt32(lead), 1)
        case 0xC2..<0xE0: (length, smallest) = (2, 0x80)
        case 0xE0..<0xF0: (length, smallest) = (3, 0x800)
        case 0xF0..<0xF5: (length, smallest) = (4, 0x10000)
        default: return nil
        }
        guard offset + length <= count else { return nil }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for index in offset + 1..<offset + length {
            guard self[index].isContinuation else { return nil }
            value = value << 6 | UInt32(self[index] & 0x3F)
        }
        guard value >= smallest, Unicode.Scalar(value) != nil else { return nil }
        return (value, length)
    }
}

/// A number in hexadecimal, in capitals, with leading zeros.
func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}

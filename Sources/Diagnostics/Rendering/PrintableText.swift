/// Text made safe to print: what would move a terminal's cursor, colour it or reorder its line is written as an escape.
package enum PrintableText {
    /// `text` on one line, with control characters, line separators, bidirectional controls and blanks other than the usual
    /// one as `\u{1b}`.
    package static func escaping(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnprintable) else { return text }
        var output = ""
        for scalar in text.unicodeScalars {
            if isUnprintable(scalar) { output += escape(scalar) } else { output.unicodeScalars.append(scalar) }
        }
        return output
    }

    static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7F: false
        case 0..<0x20, 0x7F..<0xA0: true
        // Bidirectional marks, embeddings and isolates, line and paragraph separators: they can disguise a line.
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        // Blanks that look like another, and what does not show at all. What joins emoji and letters stays.
        case 0xA0, 0xAD, 0x1680, 0x180E, 0x2000...0x200B, 0x202F, 0x205F, 0x2060...0x2064, 0xFEFF: true
        default: false
        }
    }

    static func escape(_ scalar: Unicode.Scalar) -> String {
        "\\u{\(String(scalar.value, radix: 16))}"
    }
}

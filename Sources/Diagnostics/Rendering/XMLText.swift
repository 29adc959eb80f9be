/// Text for XML 1.0 documents.
package enum XMLText {
    /// The text with XML's own signs escaped and the characters that XML cannot hold replaced by U+FFFD. Line breaks and
    /// tabs become references, which stay what they are in attributes too.
    package static func escaping(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "\n", "\r", "\t": output += "&#\(scalar.value);"
            default: output.unicodeScalars.append(isCharacter(scalar) ? scalar : "\u{FFFD}")
            }
        }
        return output
    }

    /// The production `Char` of XML 1.0 (fifth edition), section 2.2, without its line breaks and tab.
    private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}

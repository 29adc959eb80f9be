import Diagnostics

/// Text laid out in columns, by the width that a terminal gives it.
enum TextColumns {
    /// The text with blanks after it, up to a width.
    static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - DisplayWidth.columns(of: text)))
    }

    /// The text with blanks before it, up to a width.
    static func aligned(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - DisplayWidth.columns(of: text))) + text
    }

    /// The beginning of the text that a width holds, all of it where it fits.
    static func cut(_ text: String, to width: Int) -> String {
        var left = width
        return String(
            text.prefix { character in
                left -= DisplayWidth.columns(of: character)
                return left >= 0
            }
        )
    }

    /// The width of the widest text.
    static func width(of texts: some Sequence<String>) -> Int {
        texts.reduce(0) { max($0, DisplayWidth.columns(of: $1)) }
    }
}

extension String {
    /// Without blanks at its end.
    var trimmedAtEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

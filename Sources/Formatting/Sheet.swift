import Diagnostics

/// The lines of the text that is written, and the comments behind them.
struct Sheet {
    private struct Line {
        var text: String
        var comment: String?
        /// Where the author's comment began; nil where it stood behind something else.
        var column: Int?
    }

    private var lines: [Line] = []
    /// Where no blank line may follow: at the beginning of the file and of a block, and where it would belong to a text.
    private var refusesBlank = true

    /// Begins a line, behind a blank one where the author had any.
    mutating func begin(_ column: Int, _ text: String = "", afterBlank: Bool) {
        if afterBlank, !refusesBlank { lines.append(Line(text: "")) }
        refusesBlank = false
        lines.append(Line(text: String(repeating: " ", count: column) + text))
    }

    /// Goes on with the line.
    mutating func append(_ text: String) { lines[lines.count - 1].text += text }

    /// Adds a comment behind the line.
    mutating func comment(_ text: String, column: Int?) {
        lines[lines.count - 1].comment = text
        lines[lines.count - 1].column = column
    }

    /// Whether the line has something other than a comment, and no comment behind that.
    var takesComment: Bool {
        guard let line = lines.last, line.comment == nil else { return false }
        return line.text.first { $0 != " " }.map { $0 != "#" } ?? false
    }

    /// Adds a line of a text as it stands.
    mutating func verbatim(_ column: Int, _ text: String) {
        lines.append(Line(text: text.isEmpty ? "" : String(repeating: " ", count: column) + text))
    }

    mutating func refuseBlank() { refusesBlank = true }
    mutating func allowBlank() { refusesBlank = false }

    /// Whether nothing but indentation stands on the line.
    var isAtLineStart: Bool { lines.last?.text.allSatisfy { $0 == " " } ?? true }

    /// How many columns of the line are taken.
    var width: Int { lines.last.map { DisplayWidth.columns(of: $0.text) } ?? 0 }

    var text: String {
        var text = ""
        var start = 0
        while start < lines.count {
            // Comments of neighbouring lines that the author aligned stay aligned: they move together.
            var end = start + 1
            if lines[start].comment != nil, let column = lines[start].column {
                while end < lines.count, lines[end].comment != nil, lines[end].column == column { end += 1 }
            }
            let column = Self.column(of: lines[start..<end])
            for line in lines[start..<end] {
                text += line.text
                if let comment = line.comment {
                    text +=
                        String(repeating: " ", count: max(1, column - DisplayWidth.columns(of: line.text))) + comment
                }
                text += "\n"
            }
            start = end
        }
        return text
    }

    /// Where the comments of some lines begin: where the author put them, or two columns behind a text that reaches so far.
    private static func column(of lines: ArraySlice<Line>) -> Int {
        let width = lines.map { DisplayWidth.columns(of: $0.text) }.max() ?? 0
        guard let column = lines.first?.column, column > width else { return width + 2 }
        return column
    }
}

/// The rows under a line of source that underline places and say something about each.
///
/// The text of the last mark stands beside it; those of the others hang below, joined by bars.
struct MarkRows {
    struct Mark {
        let columns: Range<Int>
        let text: String
        let isPrimary: Bool
    }

    let style: TerminalStyle
    /// The colour of the primary mark.
    let primaryRole: TerminalStyle.Role

    func rows(for marks: [Mark]) -> [String] {
        let sorted = marks.sorted { $0.columns.lowerBound < $1.columns.lowerBound }
        var underlines = MarkRow()
        // The primary mark is drawn last, over those it shares columns with.
        for mark in sorted.filter({ !$0.isPrimary }) + sorted.filter(\.isPrimary) {
            underlines.draw(mark.isPrimary ? "^" : "-", in: mark.columns, role: role(of: mark))
        }
        var hanging = sorted.filter { !$0.text.isEmpty }
        if let last = sorted.last, sorted.dropLast().allSatisfy({ $0.columns.upperBound <= last.columns.lowerBound }) {
            if !last.text.isEmpty {
                hanging.removeLast()
                underlines.append(" " + last.text, role: role(of: last))
            }
        }
        var rows = [underlines]
        if !hanging.isEmpty { rows.append(bars(above: hanging[...])) }
        for index in hanging.indices.reversed() {
            let mark = hanging[index]
            var row = bars(above: hanging[..<index].filter { $0.columns.lowerBound < mark.columns.lowerBound }[...])
            row.pad(to: mark.columns.lowerBound)
            row.append(mark.text, role: role(of: mark))
            rows.append(row)
        }
        return rows.map { $0.text(style) }
    }

    /// A row with a bar under the start of each mark.
    private func bars(above marks: ArraySlice<Mark>) -> MarkRow {
        var row = MarkRow()
        for mark in marks {
            let column = mark.columns.lowerBound
            row.draw("|", in: column..<column + 1, role: role(of: mark))
        }
        return row
    }

    private func role(of mark: Mark) -> TerminalStyle.Role { mark.isPrimary ? primaryRole : .frame }
}

/// A row of single columns, each with its colour, and a text after them.
private struct MarkRow {
    private var columns: [(character: Character, role: TerminalStyle.Role?)] = []
    private var ending: (text: String, role: TerminalStyle.Role)?

    mutating func pad(to count: Int) {
        while columns.count < count { columns.append((" ", nil)) }
    }

    mutating func draw(_ character: Character, in range: Range<Int>, role: TerminalStyle.Role) {
        pad(to: range.upperBound)
        for column in range { columns[column] = (character, role) }
    }

    mutating func append(_ text: String, role: TerminalStyle.Role) {
        ending = (PrintableText.escaping(text), role)
    }

    func text(_ style: TerminalStyle) -> String {
        var output = ""
        var run = ""
        var runRole: TerminalStyle.Role?
        func endRun() {
            output += runRole.map { style.apply($0, to: run) } ?? run
            run = ""
        }
        for column in columns {
            if column.role != runRole {
                endRun()
                runRole = column.role
            }
            run.append(column.character)
        }
        endRun()
        if let ending { output += style.apply(ending.role, to: ending.text) }
        return output
    }
}

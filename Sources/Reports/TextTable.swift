/// Rows of cells under a header, as lines of text.
enum TextTable {
    /// The lines, indented, the columns of the given numbers aligned to the right and the header faint.
    static func lines(_ rows: [[String]], aligned: Set<Int>, style: ReportStyle) -> [String] {
        let rows = rows.map { $0.map(\.printable) }
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            TextColumns.width(of: rows.map { column < $0.count ? $0[column] : "" })
        }
        return rows.enumerated().map { number, row in
            let cells = row.indices.map { column in
                aligned.contains(column)
                    ? TextColumns.aligned(row[column], to: widths[column])
                    : TextColumns.padded(row[column], to: widths[column])
            }
            let line = "  " + trimmingEnd(cells.joined(separator: "  "))
            return number == 0 ? style.faint(line) : line
        }
    }

    /// The text without blanks at its end.
    private static func trimmingEnd(_ text: String) -> String {
        String(text[..<(text.lastIndex { $0 != " " }.map(text.index(after:)) ?? text.startIndex)])
    }
}

/// A table in Markdown (GitHub's dialect).
package struct MarkdownTable {
    private let header: [String]
    private var rows: [[String]] = []

    package init(_ header: String...) { self.header = header }

    /// Adds a row, a cell for each column.
    package mutating func add(_ cells: String...) { rows.append(cells) }

    /// The table with a line break after each row.
    package var text: String {
        let rule = header.map { _ in "---" }
        return ([header, rule] + rows).map { Self.line($0) }.joined()
    }

    /// A bar inside a cell would end it, and a line break the row.
    private static func line(_ cells: [String]) -> String {
        "| " + cells.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }.joined(separator: " | ") + " |\n"
    }
}

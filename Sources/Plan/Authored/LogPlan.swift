package import Diagnostics

/// Traffic that was recorded: a log with a row for each request and model.
package struct LogPlan: Sendable, Hashable {
    package struct Column: Sendable, Hashable {
        package let name: Located<String>
        /// Nil where it could not be read what the column holds.
        package let content: Located<LogColumnContent>?

        package init(name: Located<String>, content: Located<LogColumnContent>?) {
            self.name = name
            self.content = content
        }
    }

    package let file: Located<String>?
    /// Nil where it could not be read which columns there are.
    package let columns: [Column]?
    package let span: SourceSpan

    package init(file: Located<String>?, columns: [Column]?, span: SourceSpan) {
        self.file = file
        self.columns = columns
        self.span = span
    }

    /// Whether a column holds this, or may hold it where that could not be read.
    package func mayHold(_ isWanted: (LogColumnContent) -> Bool) -> Bool {
        guard let columns else { return true }
        return columns.contains { column in column.content.map { isWanted($0.value) } ?? true }
    }
}

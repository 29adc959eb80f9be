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

    /// Rows that others are compared with, by name: those of a part of the log's time, or of a file of their own.
    package struct Window: Sendable, Hashable {
        package let name: Located<String>
        package let file: Located<String>?
        package let from: Located<Timestamp>?
        package let to: Located<Timestamp>?

        package init(
            name: Located<String>,
            file: Located<String>?,
            from: Located<Timestamp>?,
            to: Located<Timestamp>?
        ) {
            self.name = name
            self.file = file
            self.from = from
            self.to = to
        }
    }

    package let file: Located<String>?
    /// Nil where it could not be read which columns there are.
    package let columns: [Column]?
    /// Which share of the rows may be unusable; none unless stated.
    package let badRows: Located<Rational>?
    /// How much later than a newer row a row may come; not at all unless stated.
    package let lateness: Located<Duration>?
    /// Which share of the units was to be given the candidate.
    package let candidateShare: Located<Rational>?
    package let windows: [Window]
    package let span: SourceSpan

    package init(
        file: Located<String>?,
        columns: [Column]?,
        badRows: Located<Rational>? = nil,
        lateness: Located<Duration>? = nil,
        candidateShare: Located<Rational>? = nil,
        windows: [Window] = [],
        span: SourceSpan
    ) {
        self.windows = windows
        self.file = file
        self.columns = columns
        self.badRows = badRows
        self.lateness = lateness
        self.candidateShare = candidateShare
        self.span = span
    }

    /// Whether a column holds this, or may hold it where that could not be read.
    package func mayHold(_ isWanted: (LogColumnContent) -> Bool) -> Bool {
        guard let columns else { return true }
        return columns.contains { column in column.content.map { isWanted($0.value) } ?? true }
    }
}

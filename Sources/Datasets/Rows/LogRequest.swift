/// What is read of a log, beside what a query names.
package struct LogRequest: Sendable {
    package let query: LogQuery
    /// The column with what the baseline predicted for the same request.
    package let baseline: LogQuery.Column?
    /// The column with the baseline's score for the same request.
    package let baselineScore: LogQuery.Column?
    /// The labels of rows that have none in the log itself; nil where there are none.
    package let labels: LogLabels?
    /// What rows count for that have no label; nil for nothing.
    package let missing: MissingLabels?
    /// Labels of other kinds for the same rows.
    package let sources: [LogLabels]
    /// The column of times.
    package let time: LogQuery.Column?
    /// The columns by whose values rows are told apart.
    package let segments: [LogQuery.Column]
    /// The columns whose values are read as they are, numbers or not.
    package let values: [LogQuery.Column]
    /// What nobody asks for, so that it is passed over.
    package let unread: Set<LogRole>

    package init(
        query: LogQuery = LogQuery(),
        baseline: LogQuery.Column? = nil,
        baselineScore: LogQuery.Column? = nil,
        labels: LogLabels? = nil,
        missing: MissingLabels? = nil,
        sources: [LogLabels] = [],
        time: LogQuery.Column? = nil,
        segments: [LogQuery.Column] = [],
        values: [LogQuery.Column] = [],
        unread: Set<LogRole> = []
    ) {
        self.query = query
        self.baseline = baseline
        self.baselineScore = baselineScore
        self.labels = labels
        self.missing = missing
        self.sources = sources
        self.time = time
        self.segments = segments
        self.values = values
        self.unread = unread
    }
}

import Plan

/// The share of rows in which a column has nothing.
struct MissingShare: ColumnMetric {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "missing",
            "The share of the rows in which a column holds nothing.",
            .options([ColumnOption.either]),
            standing: .onLogs
        ),
        type: .fraction,
        source: .requests,
        evidence: [.point, .interval, .sequential]
    )

    private let column: String

    init(_ options: OptionValues) { column = options.text("of") ?? "" }

    func tally(_ columns: inout ColumnList) -> ShareTally {
        columns.holdsTexts(column)
            ? ShareTally(column: columns.text(column), event: .isNoText)
            : ShareTally(column: columns.number(column), event: .isNoNumber)
    }

    func value(of tally: ShareTally) -> MetricValue {
        .proportion(tally.hits, of: tally.count, samples: tally.count, whenEmpty: "there are no rows")
    }
}

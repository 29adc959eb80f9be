import Plan

/// The number of rows in which a column has a value.
struct ColumnCount: ColumnMetric {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "count",
            "The number of rows in which a column has a certain value.",
            .options([
                ColumnOption.of,
                FieldShape("is", .text, required: true, "The value."),
            ]),
            standing: .onLogs
        ),
        type: .count,
        source: .requests,
        evidence: [.point]
    )

    private let column: String
    private let value: String

    init(_ options: OptionValues) {
        column = options.text("of") ?? ""
        value = options.text("is") ?? ""
    }

    func tally(_ columns: inout ColumnList) -> ShareTally {
        ShareTally(column: columns.text(column), event: .isText(value))
    }

    func value(of tally: ShareTally) -> MetricValue { .defined(Double(tally.hits), samples: tally.count) }
}

import Plan

/// The share of rows in which a column has a value.
struct ColumnRate: ColumnMetric {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "rate",
            "The share of the rows in which a column has a certain value.",
            .options([
                ColumnOption.of,
                FieldShape("is", .text, required: true, "The value."),
            ]),
            standing: .onLogs
        ),
        type: .fraction,
        source: .requests,
        evidence: [.point, .interval, .sequential]
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

    func value(of tally: ShareTally) -> MetricValue {
        .proportion(tally.hits, of: tally.count, samples: tally.count, whenEmpty: "`\(column)` holds nothing")
    }
}

import Plan

/// The share of rows in which a column has a number that it should not have.
struct OutOfRangeShare: ColumnMetric {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "out_of_range",
            "The share of the rows with a number in a column that lies outside a range, whose ends belong to it.",
            .options([
                ColumnOption.numbers,
                FieldShape("from", .number(.any), required: true, "The smallest number that is well."),
                FieldShape("to", .number(.any), required: true, "The largest number that is well."),
            ]),
            standing: .onLogs
        ),
        type: .fraction,
        source: .requests,
        evidence: [.point, .interval, .sequential]
    )

    private let column: String
    private let lowest: Double
    private let highest: Double

    init(_ options: OptionValues) {
        column = options.text("of") ?? ""
        lowest = options.number("from") ?? -.infinity
        highest = options.number("to") ?? .infinity
    }

    func tally(_ columns: inout ColumnList) -> ShareTally {
        ShareTally(column: columns.number(column), event: .isOutside(lowest, highest))
    }

    func value(of tally: ShareTally) -> MetricValue {
        .proportion(tally.hits, of: tally.count, samples: tally.count, whenEmpty: "`\(column)` holds no number")
    }
}

import Plan

/// How often two models answer alike.
struct Agreement: ColumnMetric {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "agreement",
            "The share of the rows in which two columns agree, such as the answers of candidate and baseline to one request.",
            .options([
                FieldShape("of", .reference(to: "column"), default: "prediction", "The one column."),
                FieldShape("with", .reference(to: "column"), required: true, "The other column."),
            ]),
            standing: .onLogs
        ),
        type: .fraction,
        source: .requests,
        evidence: [.point, .interval, .sequential]
    )

    private let column: String
    private let other: String

    var tellsAllTexts: Bool { true }

    init(_ options: OptionValues) {
        column = options.text("of") ?? "prediction"
        other = options.text("with") ?? ""
    }

    func tally(_ columns: inout ColumnList) -> ShareTally {
        ShareTally(column: columns.text(column), event: .isColumn(columns.text(other)))
    }

    func value(of tally: ShareTally) -> MetricValue {
        let reason = "no row has both `\(column)` and `\(other)`"
        return .proportion(tally.hits, of: tally.count, samples: tally.count, whenEmpty: reason)
    }
}

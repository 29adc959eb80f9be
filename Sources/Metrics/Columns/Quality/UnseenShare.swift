import Plan

/// The share of rows in which a column has a text that nobody expects.
struct UnseenShare: ColumnMetric {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "unseen",
            "The share of the rows with a text in a column that have another one than those that are known.",
            .options([
                ColumnOption.of,
                FieldShape("known", .list(of: .text, atLeast: 1), required: true, "The texts that are known."),
            ]),
            standing: .onLogs
        ),
        type: .fraction,
        source: .requests,
        evidence: [.point, .interval, .sequential]
    )

    private let column: String
    private let known: Set<String>

    init(_ options: OptionValues) {
        column = options.text("of") ?? ""
        known = Set(options.list("known") ?? [])
    }

    func tally(_ columns: inout ColumnList) -> ShareTally {
        ShareTally(column: columns.text(column), event: .isNoneOf(known))
    }

    func value(of tally: ShareTally) -> MetricValue {
        .proportion(tally.hits, of: tally.count, samples: tally.count, whenEmpty: "`\(column)` holds nothing")
    }
}

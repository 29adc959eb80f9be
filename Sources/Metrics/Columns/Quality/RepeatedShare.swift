import Plan

/// The share of answers that were given before.
struct RepeatedShare: ColumnMetric {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "repeated",
            "The share of the rows whose request the same model has answered before, in this interval or the one before it.",
            .options([]),
            standing: .onLogs
        ),
        type: .fraction,
        source: .requests,
        evidence: [.point, .interval]
    )

    init(_ options: OptionValues) {}

    func tally(_ columns: inout ColumnList) -> ShareTally {
        ShareTally(column: columns.number(ColumnList.repeats), event: .isAtLeast(1))
    }

    func value(of tally: ShareTally) -> MetricValue {
        .proportion(tally.hits, of: tally.count, samples: tally.count, whenEmpty: "no row names its request")
    }
}

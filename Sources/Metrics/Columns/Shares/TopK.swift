import Plan

/// How often the truth is among the first answers.
struct TopK: ColumnMetric {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "top_k",
            "The share of the rows whose true class is among the first `k` of the model's answers.",
            .options([
                FieldShape("k", .integer(1...1_000_000), required: true, "How many answers count."),
                FieldShape(
                    "rank",
                    .reference(to: "number column"),
                    default: "rank",
                    "The column with the place of the true class among the answers, 1 for the first."
                ),
            ]),
            standing: .onLogs
        ),
        type: .fraction,
        source: .labels,
        evidence: [.point, .interval, .sequential]
    )

    private let answers: Int
    private let rank: String

    init(_ options: OptionValues) {
        answers = options.integer("k") ?? 1
        rank = options.text("rank") ?? "rank"
    }

    func tally(_ columns: inout ColumnList) -> ShareTally {
        ShareTally(column: columns.number(rank), event: .isAtMost(Double(answers)))
    }

    func value(of tally: ShareTally) -> MetricValue {
        .proportion(tally.hits, of: tally.count, samples: tally.count, whenEmpty: "`\(rank)` holds no number")
    }
}

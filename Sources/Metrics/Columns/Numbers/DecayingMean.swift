import Plan

/// The mean of a column, in which what is older counts less.
struct DecayingMean: ColumnMetric {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "ewma",
            "The exponentially weighted mean of the numbers in a column: a number counts half as much for each half-life that "
                + "it is older than the latest.",
            .options([
                ColumnOption.numbers,
                FieldShape("half_life", .duration, required: true, "After how long a number counts half."),
                FieldShape(
                    "time",
                    .reference(to: "number column"),
                    default: "time",
                    "The column of times: the log's own, or one of numbers of seconds."
                ),
            ]),
            standing: .onLogs
        ),
        type: .score,
        source: .requests,
        evidence: [.point]
    )

    private let column: String
    private let time: String
    private let halfLife: Double

    init(_ options: OptionValues) {
        column = options.text("of") ?? ""
        time = options.text("time") ?? "time"
        halfLife = options.text("half_life").flatMap { Duration(planText: $0) }.map { $0 / .seconds(1) } ?? 1
    }

    func tally(_ columns: inout ColumnList) -> DecayingTally {
        DecayingTally(column: columns.number(column), time: columns.number(time), halfLife: halfLife)
    }

    func value(of tally: DecayingTally) -> MetricValue {
        guard let mean = tally.mean else {
            return .undefined(samples: 0, because: "no row has numbers in `\(column)` and `\(time)`")
        }
        return .defined(mean, samples: tally.count)
    }
}

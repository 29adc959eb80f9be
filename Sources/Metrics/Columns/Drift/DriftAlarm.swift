import Plan

/// Whether a column has moved for good, in a number that is a time to a false alarm.
struct DriftAlarm: ColumnMetric {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "drift_alarm",
            "How many observations it takes, on average and at the least, until noise alone makes it as large: it grows where a column has moved from what it was, "
                + "however often one looks. Each unit counts once, unless the plan says that requests are independent.",
            .options([
                ColumnOption.either,
                FieldShape(
                    "against",
                    .reference(to: "log window"),
                    required: true,
                    "What it is compared with: the rows of one of the log's `windows`, by its name, nine at least."
                ),
            ]),
            standing: .onLogs
        ),
        type: .count,
        source: .requests,
        evidence: [.point],
        noise: .runLength,
        leastReference: ReferenceRanges<Double>.leastCount
    )

    private let column: String
    private let window: String

    init(_ options: OptionValues) {
        column = options.text("of") ?? ""
        window = options.text("against") ?? ""
    }

    var isCarried: Bool { true }

    func tally(_ columns: inout ColumnList) -> AlarmTally { AlarmTally(of: column, against: window, &columns) }

    func value(of tally: AlarmTally) -> MetricValue {
        guard tally.isReferred else {
            return .undefined(samples: tally.count, because: "the rows of `\(window)` are not at hand")
        }
        guard let length = tally.runLength else {
            return .undefined(samples: tally.count, because: "`\(window)` has fewer than nine rows with a `\(column)`")
        }
        return .defined(length.rounded(.down), samples: tally.count)
    }
}

import Plan

/// How far a column has moved from what it was.
struct Drift: ColumnMetric {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "drift",
            "How far the values of a column have moved from what they were. Numbers are told apart by the tenths that the "
                + "reference's fall into.",
            .options([
                FieldShape("of", .reference(to: "column"), required: true, "The column, of numbers or of texts."),
                FieldShape(
                    "method",
                    .choice(DriftMeasure.allCases.map(\.rawValue)),
                    required: true,
                    "How the distance is measured."
                ),
                FieldShape(
                    "against",
                    .choice(["baseline", "training"]),
                    required: true,
                    "What it is compared with: the baseline's rows of the same time, or the training rows."
                ),
            ]),
            standing: .onLogs
        ),
        type: .score,
        source: .requests,
        evidence: [.point]
    )

    private let column: String
    private let measure: DriftMeasure
    private let isAgainstBaseline: Bool

    init(_ options: OptionValues) {
        column = options.text("of") ?? ""
        measure = options.text("method").flatMap(DriftMeasure.init) ?? .psi
        isAgainstBaseline = options.text("against") == "baseline"
    }

    var isCompared: Bool { isAgainstBaseline }

    func tally(_ columns: inout ColumnList) -> DriftTally { DriftTally(of: column, &columns) }

    func value(of tally: DriftTally) -> MetricValue {
        .undefined(
            samples: tally.count,
            because: isAgainstBaseline ? "there is no baseline" : "the training rows are not at hand"
        )
    }

    func value(of tally: DriftTally, against reference: DriftTally) -> MetricValue {
        guard let distance = DriftDistance(actual: tally, reference: reference).value(measure) else {
            return .undefined(
                samples: min(tally.count, reference.count),
                because: "`\(column)` holds nothing to compare"
            )
        }
        return .defined(distance, samples: min(tally.count, reference.count))
    }
}

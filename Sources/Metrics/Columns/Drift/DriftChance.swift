import Plan

/// How probable it is that noise alone moves a column as far as it has moved.
struct DriftChance: ColumnMetric {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "drift_p",
            "How probable it is that noise alone moves a column as far from the baseline's: small where it has drifted. Each "
                + "row counts as an observation of its own.",
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
                    .choice(["baseline"]),
                    default: "baseline",
                    "What it is compared with: the baseline's rows of the same time."
                ),
            ]),
            standing: .onLogs
        ),
        type: .fraction,
        source: .requests,
        evidence: [.point]
    )

    private let column: String
    private let measure: DriftMeasure

    init(_ options: OptionValues) {
        column = options.text("of") ?? ""
        measure = options.text("method").flatMap(DriftMeasure.init) ?? .psi
    }

    var isCompared: Bool { true }

    func tally(_ columns: inout ColumnList) -> DriftTally { DriftTally(of: column, &columns) }

    func value(of tally: DriftTally) -> MetricValue {
        .undefined(samples: tally.count, because: "there is no baseline")
    }

    func value(of tally: DriftTally, against reference: DriftTally) -> MetricValue {
        let samples = min(tally.count, reference.count)
        guard let probability = DriftDistance(actual: tally, reference: reference).probability(measure) else {
            return .undefined(samples: samples, because: "`\(column)` holds nothing to compare")
        }
        return .defined(probability, samples: samples)
    }
}

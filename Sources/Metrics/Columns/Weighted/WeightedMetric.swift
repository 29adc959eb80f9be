import Plan
import Statistics

/// A metric of labels that people gave to a part of the rows, chosen by chance.
protocol WeightedMetric: ColumnMetric where Tally == WeightedTally {
    var columns: WeightedColumns { get }
    var rows: WeightedTally.Rows { get }
}

/// Which columns such a metric reads.
struct WeightedColumns: Sendable, Hashable {
    let label: String
    let prediction: String
    let weight: String
    /// The class that the metric is about; empty where it is about all.
    let name: String
    /// The largest weight that a row can have; nil where nobody says.
    let limit: Double?

    init(_ options: OptionValues) {
        label = options.text("label") ?? "label"
        prediction = options.text("prediction") ?? "prediction"
        weight = options.text("weight") ?? ""
        name = options.text("class") ?? ""
        limit = options.number("weight_limit")
    }
}

extension WeightedMetric {
    static func described(_ name: String, _ summary: String, hasClass: Bool) -> MetricKindDescriptor {
        let weight = FieldShape(
            "weight",
            .reference(to: "column"),
            required: true,
            "The column of how many rows each stands for: one by the chance that it had to be labelled. Rows without one do not count."
        )
        let limit = FieldShape(
            "weight_limit",
            .number(.moreThan(0)),
            "The largest weight that a row can have: one by the smallest chance that one has to be labelled. Sequential evidence needs it; a row with a larger one "
                + "is against what was said, and leaves none."
        )
        let className = FieldShape("class", .reference(to: "class"), required: true, "The class.")
        return MetricKindDescriptor(
            KindDescriptor(
                name,
                summary,
                .options(
                    [weight] + (hasClass ? [className] : []) + [limit, ColumnOption.label, ColumnOption.prediction]
                ),
                standing: .onLogs
            ),
            type: .fraction,
            source: .labels,
            evidence: [.point, .interval],
            sequentialOption: limit.key
        )
    }

    func tally(_ list: inout ColumnList) -> WeightedTally {
        WeightedTally(
            rows,
            label: list.text(columns.label),
            prediction: list.text(columns.prediction),
            weight: list.number(columns.weight)
        )
    }

    func value(of tally: WeightedTally) -> MetricValue {
        guard let value = tally.share.value else {
            return .undefined(samples: tally.share.count, because: "no such row has a `\(columns.weight)` above 0")
        }
        return .defined(value, samples: tally.share.count)
    }

    func interval(of tally: WeightedTally, confidence: Double) -> MetricInterval? {
        MetricInterval(tally.share, confidence: confidence)
    }

    func sequence(of tally: WeightedTally, error: Double) -> MetricInterval? {
        columns.limit.flatMap { tally.share.sequence(limit: $0, error: error) }.map {
            MetricInterval(lower: $0.lower, upper: $0.upper, method: .betting)
        }
    }
}

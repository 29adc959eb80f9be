import Plan

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

    init(_ options: OptionValues) {
        label = options.text("label") ?? "label"
        prediction = options.text("prediction") ?? "prediction"
        weight = options.text("weight") ?? ""
        name = options.text("class") ?? ""
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
        let className = FieldShape("class", .reference(to: "class"), required: true, "The class.")
        return MetricKindDescriptor(
            KindDescriptor(
                name,
                summary,
                .options([weight] + (hasClass ? [className] : []) + [ColumnOption.label, ColumnOption.prediction]),
                standing: .onLogs
            ),
            type: .fraction,
            source: .labels,
            evidence: [.point, .interval]
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
}

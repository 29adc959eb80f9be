import Plan

/// The share of the rows of a class that are predicted so, by labels of a part of the rows that was chosen by chance.
struct WeightedRecall: WeightedMetric {
    static let descriptor = described(
        "weighted_recall",
        "The share of the rows of a class that are predicted so, by labels of a part of the rows that was chosen by chance.",
        hasClass: true
    )

    let columns: WeightedColumns

    init(_ options: OptionValues) { columns = WeightedColumns(options) }

    var rows: WeightedTally.Rows { .actual(columns.name) }
}

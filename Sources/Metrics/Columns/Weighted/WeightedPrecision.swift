import Plan

/// The share of the rows predicted to be of a class that are, by labels of a part of the rows that was chosen by chance.
struct WeightedPrecision: WeightedMetric {
    static let descriptor = described(
        "weighted_precision",
        "The share of the rows predicted to be of a class that are, by labels of a part of the rows that was chosen by chance.",
        hasClass: true
    )

    let columns: WeightedColumns

    init(_ options: OptionValues) { columns = WeightedColumns(options) }

    var rows: WeightedTally.Rows { .predicted(columns.name) }
}

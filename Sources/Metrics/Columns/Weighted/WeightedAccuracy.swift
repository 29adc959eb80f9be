import Plan

/// The share of right predictions among all rows, by labels of a part of them that was chosen by chance.
struct WeightedAccuracy: WeightedMetric {
    static let descriptor = described(
        "weighted_accuracy",
        "The share of right predictions among all rows, by labels of a part of them that was chosen by chance.",
        hasClass: false
    )

    let columns: WeightedColumns

    init(_ options: OptionValues) { columns = WeightedColumns(options) }

    var rows: WeightedTally.Rows { .all }
}

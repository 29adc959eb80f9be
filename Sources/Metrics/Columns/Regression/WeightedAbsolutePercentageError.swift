import Plan

/// The whole error against the whole truth.
struct WeightedAbsolutePercentageError: RegressionMetric {
    static let descriptor = described(
        "wape",
        "The sum of abs(prediction - label) over the sum of abs(label).",
        range: 0...(.infinity)
    )
    static let undefinedReason = "every label is 0"

    let columns: RegressionColumns

    init(_ options: OptionValues) { columns = RegressionColumns(options) }

    func number(of tally: RegressionTally) -> Double? { tally.weightedRelativeError }
}

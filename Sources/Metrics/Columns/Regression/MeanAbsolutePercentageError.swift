import Plan

/// The mean error against the truth.
struct MeanAbsolutePercentageError: RegressionMetric {
    static let descriptor = described(
        "mape",
        "The mean of abs(prediction - label) / abs(label).",
        range: 0...(.infinity)
    )
    static let undefinedReason = "a label is 0"

    let columns: RegressionColumns

    init(_ options: OptionValues) { columns = RegressionColumns(options) }

    func number(of tally: RegressionTally) -> Double? { tally.meanRelativeError }
}

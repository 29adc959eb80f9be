import Plan

/// The root of the mean square of the errors.
struct RootMeanSquaredError: RegressionMetric {
    static let descriptor = described(
        "rmse",
        "The square root of the mean of (prediction - label)².",
        range: 0...(.infinity)
    )

    let columns: RegressionColumns

    init(_ options: OptionValues) { columns = RegressionColumns(options) }

    func number(of tally: RegressionTally) -> Double? { tally.meanSquaredError?.squareRoot() }
}

import Plan

/// The mean of the errors with their signs.
struct MeanError: RegressionMetric {
    static let descriptor = described(
        "bias",
        "The mean of prediction - label: above 0 where predictions are too high."
    )

    let columns: RegressionColumns

    init(_ options: OptionValues) { columns = RegressionColumns(options) }

    func number(of tally: RegressionTally) -> Double? { tally.bias }
}

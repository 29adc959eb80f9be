import Plan
import Statistics

/// The mean of the errors with their signs.
struct MeanError: RegressionMetric {
    static let descriptor = described(
        "bias",
        "The mean of prediction - label: above 0 where predictions are too high.",
        range: -.infinity...(.infinity)
    )

    let columns: RegressionColumns

    init(_ options: OptionValues) { columns = RegressionColumns(options) }

    func number(of tally: RegressionTally) -> Double? { tally.errors.mean }

    func interval(of tally: RegressionTally, confidence: Double) -> MetricInterval? {
        MetricInterval(tally.errors, confidence: confidence)
    }
}

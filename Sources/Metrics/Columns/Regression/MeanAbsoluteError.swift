import Plan
import Statistics

/// The mean distance of predicted numbers from the true ones.
struct MeanAbsoluteError: RegressionMetric {
    static let descriptor = described("mae", "The mean of abs(prediction - label).", range: 0...(.infinity))

    let columns: RegressionColumns

    init(_ options: OptionValues) { columns = RegressionColumns(options) }

    func number(of tally: RegressionTally) -> Double? { tally.magnitudes.mean }

    func interval(of tally: RegressionTally, confidence: Double) -> MetricInterval? {
        MetricInterval(tally.magnitudes, confidence: confidence)?.clipped(to: 0...(.infinity))
    }
}

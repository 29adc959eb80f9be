import Plan
import Statistics

/// The mean of a column.
struct ColumnMean: ColumnSummary {
    static let descriptor = described("mean", "The mean of the numbers in a column.", evidence: [.point, .interval])
    let column: String

    init(_ options: OptionValues) { column = options.text("of") ?? "" }

    static func number(of tally: NumberTally) -> Double? { tally.moments.mean }

    func interval(of tally: NumberTally, confidence: Double) -> MetricInterval? {
        MetricInterval(tally.moments, confidence: confidence)
    }
}

import Plan
import Statistics

/// The number that a share of a column's numbers do not exceed.
struct ColumnQuantile: ColumnMetric {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "quantile",
            "The number that a share of the numbers in a column do not exceed, at rank ceil(n share): exact up to a million "
                + "different numbers, within a class of close ones beyond.",
            .options([
                ColumnOption.numbers,
                FieldShape("share", .fraction, required: true, "The share, such as `95%`."),
            ]),
            standing: .onLogs
        ),
        type: .score,
        source: .requests,
        evidence: [.point, .interval]
    )

    private let column: String
    private let share: Double

    init(_ options: OptionValues) {
        column = options.text("of") ?? ""
        share = options.number("share") ?? 0.5
    }

    func tally(_ columns: inout ColumnList) -> NumberSketch { NumberSketch(column: columns.number(column)) }

    func value(of tally: NumberSketch) -> MetricValue {
        guard let quantile = tally.quantile(share) else {
            return .undefined(samples: 0, because: "`\(column)` holds no number")
        }
        return .defined(quantile.value, samples: tally.count)
    }

    func interval(of tally: NumberSketch, confidence: Double) -> MetricInterval? {
        guard let ranks = QuantileInterval(share: share, count: tally.count, confidence: confidence),
            let lower = ranks.lower.flatMap(tally.number), let upper = ranks.upper.flatMap(tally.number)
        else { return nil }
        return MetricInterval(lower: lower.value - lower.error, upper: upper.value + upper.error, method: .ranks)
    }
}

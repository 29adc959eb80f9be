import Plan
import Statistics

/// How well a score ranks one class before the others.
struct RocAUC: RankingMetric {
    static let descriptor = ScoreColumns.described(
        "roc_auc",
        "The area under the ROC curve: how probable it is that a row of the positive class has a higher score than "
            + "another row, ties counting half.",
        type: .fraction
    )

    let columns: ScoreColumns

    init(_ options: OptionValues) { columns = ScoreColumns(options) }

    var paired: (any ColumnMetric)? { PairedArea(columns) }

    func value(of tally: RankingTally) -> MetricValue {
        guard let area = tally.area else {
            let missing = tally.positive == 0 ? "no row with a score is" : "every row with a score is"
            return .undefined(samples: tally.count, because: "\(missing) `\(columns.positive)`")
        }
        return .defined(area.value, samples: tally.count)
    }

    func interval(of tally: RankingTally, confidence: Double) -> MetricInterval? {
        guard let area = tally.area, let variance = tally.areaVariance, variance > 0 else { return nil }
        let halfWidth = -NormalQuantile.value(at: (1 - confidence) / 2) * variance.squareRoot() + area.error
        return MetricInterval(
            lower: max(0, area.value - halfWidth),
            upper: min(1, area.value + halfWidth),
            method: .delong
        )
    }
}

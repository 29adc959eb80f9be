import Plan
import Statistics

/// The area under the ROC curve of one model less that of another, over rows that both have answered. Nobody declares it: it goes along
/// with an area that is compared with the baseline's.
struct PairedArea: ColumnMetric {
    static let descriptor = ScoreColumns.described(
        "roc_auc_difference",
        "The area under the ROC curve less the baseline's, over the same rows.",
        type: .score
    )

    private let columns: ScoreColumns

    init(_ options: OptionValues) { columns = ScoreColumns(options) }

    init(_ columns: ScoreColumns) { self.columns = columns }

    func tally(_ list: inout ColumnList) -> PairedAreaTally {
        PairedAreaTally(
            first: list.number(PairedColumn.name(columns.score, of: .candidate)),
            second: list.number(PairedColumn.name(columns.score, of: .baseline)),
            label: list.text(columns.label),
            positive: columns.positive
        )
    }

    func value(of tally: PairedAreaTally) -> MetricValue {
        guard let difference = tally.difference else {
            return .undefined(samples: tally.count, because: "rows with both scores are of one side only")
        }
        return .defined(difference.value, samples: tally.count)
    }

    func interval(of tally: PairedAreaTally, confidence: Double) -> MetricInterval? {
        guard let difference = tally.difference, let variance = difference.variance, variance > 0 else { return nil }
        let half = -NormalQuantile.value(at: (1 - confidence) / 2) * variance.squareRoot()
        return MetricInterval(
            lower: max(-1, difference.value - half),
            upper: min(1, difference.value + half),
            method: .delong
        )
    }
}

import Plan

/// The precision over all thresholds of a score.
struct AveragePrecision: RankingMetric {
    static let descriptor = ScoreColumns.described(
        "average_precision",
        "The area under the curve of precision over recall, as a sum of steps: the mean of the precisions at each threshold, "
            + "weighing what it adds to the recall.",
        type: .fraction
    )

    let columns: ScoreColumns

    init(_ options: OptionValues) { columns = ScoreColumns(options) }

    func value(of tally: RankingTally) -> MetricValue {
        guard let precision = tally.averagePrecision else {
            return .undefined(samples: tally.count, because: "no row with a score is `\(columns.positive)`")
        }
        return .defined(min(precision, 1), samples: tally.count)
    }
}

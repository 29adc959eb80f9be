import Plan

/// How far what a model says of its own certainty is from the truth.
struct CalibrationError: ColumnMetric {
    static let descriptor = ScoreColumns.described(
        "ece",
        "The expected calibration error: over equal ranges of the score, each with its upper end, the mean distance between the score and the share of "
            + "rows that are right. With `positive`, right is what is of that class; without, what was predicted rightly.",
        fields: [
            ColumnOption.score,
            FieldShape("positive", .reference(to: "class"), "The class that scores are about."),
            ColumnOption.label,
            ColumnOption.prediction,
            FieldShape("bins", .integer(1...1000), default: "10", "The number of ranges."),
        ],
        type: .fraction
    )

    private let columns: ScoreColumns
    private let positive: String?
    private let prediction: String
    private let bins: Int

    init(_ options: OptionValues) {
        columns = ScoreColumns(options)
        positive = options.text("positive")
        prediction = options.text("prediction") ?? "prediction"
        bins = options.integer("bins") ?? 10
    }

    func tally(_ list: inout ColumnList) -> CalibrationTally {
        CalibrationTally(
            score: list.number(columns.score),
            label: list.text(columns.label),
            event: positive.map { .isOfClass($0) } ?? .isPredicted(column: list.text(prediction)),
            bins: bins
        )
    }

    func value(of tally: CalibrationTally) -> MetricValue {
        guard tally.outside == 0 else {
            return .undefined(samples: tally.count, because: "`\(columns.score)` is not from 0 to 1 everywhere")
        }
        guard let error = tally.expectedError else {
            return .undefined(samples: 0, because: "there is no labelled row with a score")
        }
        return .defined(error, samples: tally.count)
    }
}

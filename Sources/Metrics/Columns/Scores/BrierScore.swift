import Plan
import Statistics

/// What a model's probabilities cost by their square.
struct BrierScore: ProbabilityMetric {
    static let descriptor = ScoreColumns.described(
        "brier",
        "The Brier score: the mean square of the score's distance from what was true, 1 for the positive class and 0 else.",
        type: .fraction
    )

    static let range = 0.0...1

    let columns: ScoreColumns

    init(_ options: OptionValues) { columns = ScoreColumns(options) }

    static func costs(of tally: ProbabilityTally) -> Moments { tally.squares }
}

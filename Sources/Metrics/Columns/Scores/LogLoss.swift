import Plan
import Statistics

/// What a model's probabilities cost by their logarithm.
struct LogLoss: ProbabilityMetric {
    static let descriptor = ScoreColumns.described(
        "log_loss",
        "The mean of -ln p, p the probability that the score gave to what was true, 2^-52 at least.",
        type: .score,
        range: range
    )

    static let range = 0...Double.infinity

    let columns: ScoreColumns

    init(_ options: OptionValues) { columns = ScoreColumns(options) }

    static func costs(of tally: ProbabilityTally) -> Moments { tally.losses }
}

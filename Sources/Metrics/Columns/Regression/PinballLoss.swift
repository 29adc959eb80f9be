import Plan

/// What predictions of a quantile cost.
struct PinballLoss: RegressionMetric {
    static let descriptor = described(
        "pinball",
        "The mean loss of predictions of a quantile: falling short costs the share, going beyond its complement.",
        range: 0...(.infinity),
        fields: [
            FieldShape(
                "share",
                .fraction,
                required: true,
                "The share that the predictions are to reach, such as `90%`."
            )
        ]
    )

    let columns: RegressionColumns
    private let share: Double

    init(_ options: OptionValues) {
        columns = RegressionColumns(options)
        share = options.number("share") ?? 0.5
    }

    func number(of tally: RegressionTally) -> Double? { tally.pinballLoss(share: share) }
}

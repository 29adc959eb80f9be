import Plan

/// The coefficient of determination.
struct Determination: RegressionMetric {
    static let descriptor = described(
        "r2",
        "The coefficient of determination: 1 less the errors' sum of squares over that of the labels round their mean.",
        range: -.infinity...1
    )
    static let undefinedReason = "the labels do not vary"

    let columns: RegressionColumns

    init(_ options: OptionValues) { columns = RegressionColumns(options) }

    func number(of tally: RegressionTally) -> Double? { tally.determination }
}

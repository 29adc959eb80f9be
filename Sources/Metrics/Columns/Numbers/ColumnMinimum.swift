import Plan

/// The smallest number of a column.
struct ColumnMinimum: ColumnSummary {
    static let descriptor = described("min", "The smallest number in a column.")
    let column: String

    init(_ options: OptionValues) { column = options.text("of") ?? "" }

    static func number(of tally: NumberTally) -> Double? { tally.minimum }
}

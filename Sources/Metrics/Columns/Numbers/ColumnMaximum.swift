import Plan

/// The largest number of a column.
struct ColumnMaximum: ColumnSummary {
    static let descriptor = described("max", "The largest number in a column.")
    let column: String

    init(_ options: OptionValues) { column = options.text("of") ?? "" }

    static func number(of tally: NumberTally) -> Double? { tally.maximum }
}

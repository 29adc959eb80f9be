import Plan
import Statistics

/// The sum of a column.
struct ColumnSum: ColumnSummary {
    static let descriptor = described("sum", "The sum of the numbers in a column.")
    let column: String

    init(_ options: OptionValues) { column = options.text("of") ?? "" }

    static func number(of tally: NumberTally) -> Double? { tally.count == 0 ? nil : tally.moments.total }
}

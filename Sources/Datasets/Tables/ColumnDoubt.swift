/// Why a column may be no feature, or none of the kind that it was taken for.
enum ColumnDoubt: Hashable {
    /// Whole numbers that rise from row to row.
    case rising
    /// The numbers of the rows, in any order.
    case numbering
    /// Most rows have a category that no other has.
    case naming(categories: Int, rows: Int)
    /// All categories are dates.
    case dates

    /// Fewer rows may be so by chance.
    private static let leastRows = 20

    /// What speaks against a column being a number to learn from.
    static func ofNumbers(_ columns: FeatureColumns, _ column: Int) -> ColumnDoubt? {
        let count = columns.rowCount
        guard count >= leastRows else { return nil }
        var (isRising, last) = (true, -Double.infinity)
        var (least, most) = (Double.infinity, -Double.infinity)
        for row in 0..<count {
            let value = columns[row, column]
            guard value == value.rounded() else { return nil }
            isRising = isRising && value > last
            last = value
            (least, most) = (min(least, value), max(most, value))
        }
        if isRising { return .rising }
        guard most - least == Double(count - 1) else { return nil }
        var isTaken = [Bool](repeating: false, count: count)
        for row in 0..<count {
            let place = Int(columns[row, column] - least)
            if isTaken[place] { return nil }
            isTaken[place] = true
        }
        return .numbering
    }

    /// What speaks against a column being one of categories.
    static func ofCategories(_ names: [String], rowCount: Int) -> ColumnDoubt? {
        guard rowCount >= leastRows else { return nil }
        if names.allSatisfy(isDate) { return .dates }
        return names.count * 2 > rowCount ? .naming(categories: names.count, rows: rowCount) : nil
    }

    /// Whether a text begins as RFC 3339 has it.
    private static func isDate(_ text: String) -> Bool {
        let bytes = Array(text.utf8.prefix(10))
        return bytes.count == 10
            && bytes.indices.allSatisfy { place in
                place == 4 || place == 7
                    ? bytes[place] == UInt8(ascii: "-")
                    : bytes[place] >= UInt8(ascii: "0") && bytes[place] <= UInt8(ascii: "9")
            }
    }

    func add(to log: inout ProblemLog, _ name: String, at place: Range<Int>) {
        let reason =
            switch self {
            case .rising: "its whole numbers rise from row to row, as those that count rows or time do"
            case .numbering: "it has each number from one to another once, as numbers of rows do"
            case .naming(let categories, let rows): "it has \(categories) different texts in \(rows) rows, as names do"
            case .dates: "all its texts are dates"
            }
        let kind =
            switch self {
            case .rising, .numbering: "number"
            case .naming, .dates: "category"
            }
        log.add(
            DatasetCodes.doubtfulColumn,
            "`\(name)` is taken for a feature: \(reason)",
            at: place,
            help: ["ignore it, or declare it a `\(kind)` if models are to learn from it"]
                + (self == .dates ? ["rows are divided by such a column with `split: { time: \(name) }`"] : [])
        )
    }
}

/// The features of rows, one column at a time.
struct FeatureColumns {
    /// Row after row.
    let values: [Double]
    /// How many features there are.
    let count: Int

    var rowCount: Int { values.count / count }

    subscript(row: Int, column: Int) -> Double { values[row * count + column] }
}

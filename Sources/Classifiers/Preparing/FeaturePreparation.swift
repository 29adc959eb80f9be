import Statistics

/// How rows become those that a model knows: numbers filled in and brought to one scale, categories turned into numbers.
///
/// All of it is learnt from the rows that the model learns from.
struct FeaturePreparation: Sendable {
    /// One column of the rows that the model knows.
    struct Column: Hashable, Sendable {
        enum Content: Hashable, Sendable {
            /// The number, less the centre and divided by the scale.
            case number(center: Double, scale: Double)
            /// 1 for the category of this number, 0 for others.
            case indicator(Double)
            /// The category's place in the order that was learnt.
            case order
        }

        /// Which feature it comes from.
        let source: Int
        let content: Content
        /// What takes the place of a missing value, a category by its number; not a number where it stays missing.
        let fill: Double
    }

    let featureCount: Int
    let columns: [Column]
    /// The places of the categories of a feature in its order, by their numbers.
    private(set) var orders: [Int: [Double: Double]] = [:]

    init(featureCount: Int, columns: [Column], orders: [Int: [Double: Double]]) {
        self.featureCount = featureCount
        self.columns = columns
        self.orders = orders
    }

    /// Whether no column can lack a value.
    var fillsAll: Bool {
        columns.allSatisfy { column in
            if case .indicator = column.content { return true }
            guard !column.fill.isNaN else { return false }
            // A category that is not known has no place in the order.
            return column.content != .order
        }
    }

    /// Some of the rows as the model knows them.
    func rows(_ rows: FeatureRows, _ range: Range<Int>) -> FeatureRows {
        precondition(rows.featureCount == featureCount, "a row has the features that the model was trained on")
        var values: [Double] = []
        values.reserveCapacity(range.count * columns.count)
        for row in range {
            let start = row * featureCount
            for column in columns {
                var value = rows.values[start + column.source]
                if value.isNaN { value = column.fill }
                switch column.content {
                case .number(let center, let scale): values.append((value - center) / scale)
                case .indicator(let number): values.append(value == number ? 1 : 0)
                case .order: values.append(orders[column.source]?[value] ?? .nan)
                }
            }
        }
        return FeatureRows(values: values, featureCount: columns.count)
    }
}

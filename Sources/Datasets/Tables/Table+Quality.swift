extension Table {
    /// The features that have one value in all rows.
    package var constantFeatures: [String] {
        featureNames.indices.filter { column in
            (1..<max(1, rowCount)).allSatisfy {
                Self.identity(of: values[$0 * featureCount + column]) == Self.identity(of: values[column])
            }
        }.map { featureNames[$0] }
    }

    /// How many of some rows are, in every feature and in the label, like one of the others.
    package func repeated(_ rows: [Int], among others: [Int]) -> Int {
        let known = Set(others.map(content))
        return rows.count { known.contains(content($0)) }
    }

    private struct Content: Hashable {
        let label: Int32
        let number: Double
        let values: [UInt64]
    }

    private func content(_ row: Int) -> Content {
        Content(
            label: labels.isEmpty ? 0 : labels[row],
            number: numbers?[row] ?? 0,
            values: values[row * featureCount..<(row + 1) * featureCount].map(Self.identity(of:))
        )
    }

    /// The same for equal values, and for any two that are missing.
    private static func identity(of value: Double) -> UInt64 {
        value.isNaN ? Double.nan.bitPattern : (value + 0).bitPattern
    }
}

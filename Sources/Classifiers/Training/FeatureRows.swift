/// Rows of features, one after the other, each of `featureCount` finite numbers.
package struct FeatureRows: Sendable {
    package let values: [Double]
    package let featureCount: Int

    package init(values: [Double], featureCount: Int) {
        self.values = values
        self.featureCount = featureCount
    }

    package var rowCount: Int { featureCount == 0 ? 0 : values.count / featureCount }

    /// Some of the rows, in that order.
    func selecting(_ chosen: [Int]) -> FeatureRows {
        FeatureRows(
            values: chosen.flatMap { values[$0 * featureCount..<($0 + 1) * featureCount] },
            featureCount: featureCount
        )
    }
}

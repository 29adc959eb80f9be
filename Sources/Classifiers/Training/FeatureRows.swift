/// Rows of features, one after the other, each of `featureCount` finite numbers; what is missing is not a number.
package struct FeatureRows: Sendable {
    package let values: [Double]
    package let featureCount: Int

    package init(values: [Double], featureCount: Int) {
        self.values = values
        self.featureCount = featureCount
    }

    package var rowCount: Int { featureCount == 0 ? 0 : values.count / featureCount }

    /// Whether some value is missing.
    package var hasMissing: Bool {
        let values = values.span
        // In blocks, so that what is found early is soon said, and the rest is looked through without asking.
        var place = 0
        while place < values.count {
            let end = min(place + 1024, values.count)
            var isMissing = false
            for index in place..<end where values[index].isNaN { isMissing = true }
            if isMissing { return true }
            place = end
        }
        return false
    }

    /// Some of the rows, in that order.
    func selecting(_ chosen: [Int]) -> FeatureRows {
        var picked: [Double] = []
        picked.reserveCapacity(chosen.count * featureCount)
        for row in chosen { picked += values[row * featureCount..<(row + 1) * featureCount] }
        return FeatureRows(values: picked, featureCount: featureCount)
    }
}

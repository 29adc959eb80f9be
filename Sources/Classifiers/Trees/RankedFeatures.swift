import Platform

/// The features of a training set by column, each value replaced by its rank among the distinct values of its feature.
///
/// Ranks are small whole numbers, so a node can be put in order by counting instead of comparing, and no split is lost:
/// two rows lie on different sides of some threshold exactly if their ranks differ. What is missing has the highest rank of its
/// feature. Made once for all trees of a forest; the values themselves are looked up in the rows that they came from.
struct RankedFeatures: SplitTable {
    let rowCount: Int
    let featureCount: Int
    /// The ranks, from 0, feature by feature and row by row within one.
    let cells: [UInt32]
    private let rows: FeatureRows
    private let missingRanks: [UInt32?]

    init(_ rows: FeatureRows) {
        self.rows = rows
        rowCount = rows.rowCount
        featureCount = rows.featureCount
        var cells = LargePages.array(repeating: UInt32(0), count: rowCount * featureCount)
        var missingRanks: [UInt32?] = []
        var sorter = ValueSorter(rowCount: rowCount)
        for feature in 0..<featureCount {
            let known = sorter.sort(rows, feature: feature)
            let column = feature * rowCount
            var (rank, last) = (UInt32(0), Double.nan)
            for place in 0..<known {
                let value = sorter.value(place)
                if value != last {
                    if place > 0 { rank += 1 }
                    last = value
                }
                cells[column + sorter.row(place)] = rank
            }
            let missing = known < rowCount ? (known > 0 ? rank + 1 : 0) : nil
            if let missing {
                for place in known..<rowCount { cells[column + sorter.row(place)] = missing }
            }
            missingRanks.append(missing)
        }
        self.cells = cells
        self.missingRanks = missingRanks
    }

    /// The rank of rows that lack the feature; nil where none does.
    func missingRank(of feature: Int) -> UInt32? { missingRanks[feature] }

    private func value(of feature: Int, row: Int) -> Double { rows.values[row * featureCount + feature] }

    /// The number halfway between the values of two rows, such that the lower value is not above it and the higher is.
    func threshold(of feature: Int, between low: Int, and high: Int) -> Double {
        let lower = value(of: feature, row: low)
        let higher = value(of: feature, row: high)
        // Everything that is there goes left.
        if higher.isNaN { return .infinity }
        // Halves are added so that the sum cannot overflow.
        let middle = lower / 2 + higher / 2
        return middle >= lower && middle < higher ? middle : lower
    }
}

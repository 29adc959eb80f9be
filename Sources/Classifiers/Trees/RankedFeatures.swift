/// The features of a training set by column, each value replaced by its rank among the distinct values of its feature.
///
/// Ranks are small whole numbers, so a node can be put in order by counting instead of comparing, and no split is lost:
/// two rows lie on different sides of some threshold exactly if their ranks differ. What is missing has the highest rank of its
/// feature. Made once for all trees of a forest.
struct RankedFeatures: Sendable {
    let rowCount: Int
    let featureCount: Int
    /// The ranks, from 0, feature by feature and row by row within one.
    let ranks: [UInt32]
    /// The distinct values of each feature, ascending, feature by feature; behind them not a number, where some are missing.
    private let values: [Double]
    /// Where each feature's values start in `values`, and where the last one's end.
    private let starts: [Int]
    private let missingRanks: [UInt32?]

    init(_ rows: FeatureRows) {
        rowCount = rows.rowCount
        featureCount = rows.featureCount
        var ranks = [UInt32](repeating: 0, count: rowCount * featureCount)
        var values: [Double] = []
        var starts = [0]
        var missingRanks: [UInt32?] = []
        var distinct = DistinctValues(capacity: rowCount)
        for feature in 0..<featureCount {
            distinct.removeAll()
            let column = feature * rowCount
            var isMissing = false
            for row in 0..<rowCount {
                let value = rows.values[row * featureCount + feature]
                if value.isNaN {
                    isMissing = true
                    ranks[column + row] = .max
                } else {
                    ranks[column + row] = distinct.insert(value)
                }
            }
            let rankOfEntry = distinct.sort(into: &values)
            for row in 0..<rowCount {
                let entry = ranks[column + row]
                ranks[column + row] = entry == .max ? UInt32(rankOfEntry.count) : rankOfEntry[Int(entry)]
            }
            missingRanks.append(isMissing ? UInt32(rankOfEntry.count) : nil)
            if isMissing { values.append(.nan) }
            starts.append(values.count)
        }
        self.ranks = ranks
        self.values = values
        self.starts = starts
        self.missingRanks = missingRanks
    }

    /// Where the ranks of the feature stand in `ranks`.
    func column(of feature: Int) -> Range<Int> { feature * rowCount..<(feature + 1) * rowCount }

    /// The rank of rows that lack the feature; nil where none does.
    func missingRank(of feature: Int) -> UInt32? { missingRanks[feature] }

    /// How many distinct values the feature has; that one is missing counts as one.
    func distinctCount(of feature: Int) -> Int { starts[feature + 1] - starts[feature] }

    /// The value of a rank.
    func value(of feature: Int, rank: Int) -> Double { values[starts[feature] + rank] }

    /// The highest of these ranks whose value is not above the threshold; that of the first of them must not be.
    func rank(of feature: Int, atMost threshold: Double, in ranks: Range<Int>) -> Int {
        var (low, high) = (ranks.lowerBound, ranks.upperBound)
        while high - low > 1 {
            let middle = (low + high) / 2
            if values[starts[feature] + middle] <= threshold { low = middle } else { high = middle }
        }
        return low
    }

    /// The number halfway between the values of two ranks, such that the lower value is not above it and the higher is.
    func threshold(of feature: Int, between low: Int, and high: Int) -> Double {
        let lower = values[starts[feature] + low]
        let higher = values[starts[feature] + high]
        // Everything that is there goes left.
        if higher.isNaN { return .infinity }
        // Halves are added so that the sum cannot overflow.
        let middle = lower / 2 + higher / 2
        return middle >= lower && middle < higher ? middle : lower
    }
}

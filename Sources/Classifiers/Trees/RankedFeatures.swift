/// The features of a training set by column, each value replaced by its rank among the distinct values of its feature.
///
/// Ranks are small whole numbers, so a node can be put in order by counting instead of comparing, and no split is lost:
/// two rows lie on different sides of some threshold exactly if their ranks differ. What is missing has the highest rank of its
/// feature. Made once for all trees of a forest.
struct RankedFeatures: Sendable {
    /// How many ranks stay in a cache whatever their order.
    private static let cacheSize = 1 << 18
    /// Of up to this many rows all ranks stay there, where they are kept row by row.
    private static let nearLimit = 4096

    let rowCount: Int
    let featureCount: Int
    /// The ranks, from 0, feature by feature and row by row within one.
    let columns: [UInt32]
    /// The same row by row, where there are so many that few rows, far from one another, are nearer to all of their features there;
    /// else nothing.
    let rows: [UInt32]
    /// The distinct values of each feature, ascending, feature by feature; behind them not a number, where some are missing.
    private let values: [Double]
    /// Where each feature's values start in `values`, and where the last one's end.
    private let starts: [Int]
    private let missingRanks: [UInt32?]

    init(_ rows: FeatureRows) {
        rowCount = rows.rowCount
        featureCount = rows.featureCount
        var columns = [UInt32](repeating: 0, count: rowCount * featureCount)
        var byRow = columns.count > Self.cacheSize ? columns : []
        var values: [Double] = []
        var starts = [0]
        var missingRanks: [UInt32?] = []
        var sorter = ValueSorter(rowCount: rowCount)
        for feature in 0..<featureCount {
            let known = sorter.sort(rows, feature: feature)
            let column = feature * rowCount
            var (rank, last) = (UInt32(0), Double.nan)
            for place in 0..<known {
                let (value, row) = (sorter.value(place), sorter.row(place))
                if value != last {
                    if place > 0 { rank += 1 }
                    values.append(value)
                    last = value
                }
                columns[column + row] = rank
                if !byRow.isEmpty { byRow[row * featureCount + feature] = rank }
            }
            let missing = known < rowCount ? UInt32(values.count - starts[feature]) : nil
            if let missing {
                for place in known..<rowCount {
                    let row = sorter.row(place)
                    columns[column + row] = missing
                    if !byRow.isEmpty { byRow[row * featureCount + feature] = missing }
                }
                values.append(.nan)
            }
            missingRanks.append(missing)
            starts.append(values.count)
        }
        self.columns = columns
        self.rows = byRow
        self.values = values
        self.starts = starts
        self.missingRanks = missingRanks
    }

    /// Whether the ranks of so many rows are better looked up in `rows` than in `columns`.
    func isNear(rowCount: Int) -> Bool { !rows.isEmpty && rowCount <= Self.nearLimit }

    /// Where the ranks of a feature stand.
    ///
    /// - Parameter isNear: whether in `rows`, and not in `columns`.
    func places(of feature: Int, isNear: Bool) -> RankPlaces {
        isNear ? RankPlaces(first: feature, step: featureCount) : RankPlaces(first: feature * rowCount, step: 1)
    }

    /// The rank of rows that lack the feature; nil where none does.
    func missingRank(of feature: Int) -> UInt32? { missingRanks[feature] }

    /// How many distinct values the feature has; that one is missing counts as one.
    func distinctCount(of feature: Int) -> Int { starts[feature + 1] - starts[feature] }

    /// The value of a rank.
    func value(of feature: Int, rank: Int) -> Double { values[starts[feature] + rank] }

    /// The highest of these ranks whose value is not above the threshold; that of the first of them must not be.
    func rank(of feature: Int, atMost threshold: Double, in ranks: Range<Int>) -> Int {
        let start = starts[feature]
        var (low, high) = (ranks.lowerBound, ranks.upperBound)
        // From where it would be if values were spread evenly, in steps that grow: neighbours in value are neighbours in memory.
        let share = (threshold - values[start + low]) / (values[start + high] - values[start + low])
        let guess = low + Int((share.isFinite ? share : 0) * Double(high - low))
        var step = 4
        if values[start + min(guess, high - 1)] <= threshold {
            low = min(guess, high - 1)
            while low + step < high && values[start + low + step] <= threshold {
                low += step
                step *= 2
            }
            high = min(high, low + step)
        } else {
            high = guess
            while high - step > low && values[start + high - step] > threshold {
                high -= step
                step *= 2
            }
            low = max(low, high - step)
        }
        while high - low > 1 {
            let middle = (low + high) / 2
            if values[start + middle] <= threshold { low = middle } else { high = middle }
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

/// Where the ranks of one feature stand among those of all.
struct RankPlaces: BitwiseCopyable {
    let first: Int
    let step: Int

    @inline(__always)
    func place(of row: UInt32) -> Int { first &+ Int(row) &* step }
}

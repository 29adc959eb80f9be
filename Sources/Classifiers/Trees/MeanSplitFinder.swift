import Statistics

/// Finds the split of a node that lowers its squared error most, one feature at a time.
///
/// The rows of a node are put in order as `SplitFinder` does it.
struct MeanSplitFinder: ~Copyable, NodeFinder {
    /// The rows of one rank.
    private struct Cell: BitwiseCopyable {
        var weight = 0.0
        var sum = 0.0
        var rows = 0
    }

    /// Up to this many rows, insertion sort beats the other two ways.
    private static let insertionLimit = 16
    /// A histogram is used where it has at most this many ranks a row.
    private static let ranksPerRow = 2

    private let features: RankedFeatures
    private let numbers: [Double]
    /// What each row of the training set counts besides; nil where all count alike.
    private let rowFactors: [Double]?
    private let minSamplesLeaf: Int

    private(set) var isPure = false
    private(set) var best: Split?
    private var bestScore = -Double.infinity
    private var nodeWeight = 0.0
    private var nodeSum = 0.0
    /// What each row of the node counts, and its number times that, in the node's order.
    private let weights: Scratch<Double>
    private let sums: Scratch<Double>

    private let keys = Scratch<UInt64>(repeating: 0, count: insertionLimit)
    /// All empty between uses.
    private let histogram: Scratch<Cell>
    private let buckets: RankBuckets

    init(_ set: TrainingSet, features: RankedFeatures, options: TreeOptions) {
        self.features = features
        numbers = set.numbers ?? []
        rowFactors = set.weights
        minSamplesLeaf = options.minSamplesLeaf
        weights = Scratch(repeating: 0, count: features.rowCount)
        sums = Scratch(repeating: 0, count: features.rowCount)
        let maxDistinct = (0..<features.featureCount).lazy.map(features.distinctCount(of:)).max() ?? 0
        histogram = Scratch(repeating: Cell(), count: min(maxDistinct, features.rowCount * Self.ranksPerRow))
        buckets = RankBuckets(rankCount: maxDistinct, rowCount: features.rowCount)
    }

    mutating func enter(_ rows: Rows, weights allWeights: Span<UInt32>) {
        best = nil
        bestScore = -.infinity
        nodeWeight = 0
        nodeSum = 0
        // A span of what belongs to `self` would bar the way to the rest of it.
        let known = numbers
        let numbers = known.span
        let (weights, sums) = (weights.elements, sums.elements)
        var (least, greatest) = (Double.infinity, -Double.infinity)
        for index in rows.indices {
            let row = Int(rows[index])
            let number = numbers[row]
            let weight = Double(allWeights[row]) * (rowFactors.map { $0[row] } ?? 1)
            weights[index] = weight
            sums[index] = weight * number
            nodeWeight += weight
            nodeSum += weight * number
            least = min(least, number)
            greatest = max(greatest, number)
        }
        isPure = least == greatest
    }

    func finish(_ node: Int, in tree: inout GrownTree) {
        tree.setNumber(nodeSum / nodeWeight, of: node, weight: nodeWeight)
    }

    mutating func consider(_ feature: Int, ranks: Span<UInt32>, rows: Rows) -> Bool {
        var sweep = MeanSweep(
            rows: rows.count,
            weight: nodeWeight,
            sum: nodeSum,
            minSamplesLeaf: minSamplesLeaf,
            bestScore: bestScore
        )
        let distinct = features.distinctCount(of: feature)
        if rows.count <= Self.insertionLimit {
            sweepSorted(ranks, rows, &sweep)
        } else if distinct <= rows.count * Self.ranksPerRow {
            sweepHistogram(ranks, rows, distinctCount: distinct, &sweep)
        } else {
            sweepBuckets(ranks, rows, &sweep)
        }
        take(sweep, feature, missing: .right)
        if let missing = features.missingRank(of: feature), sweep.sawSeveralRanks {
            considerMissingFirst(feature, missing, ranks: ranks, rows: rows)
        }
        return sweep.sawSeveralRanks
    }

    /// Keeps what a sweep has found.
    ///
    /// - Parameter missing: where the rows go that lack the feature, if there are any.
    private mutating func take(_ sweep: MeanSweep, _ feature: Int, missing: Split.Side) {
        guard let (low, high) = sweep.bestRanks else { return }
        let threshold = features.threshold(of: feature, between: low, and: high)
        let hasMissing = features.missingRank(of: feature) != nil
        best = Split(feature: feature, lowRank: low, threshold: threshold, missing: hasMissing ? missing : nil)
        bestScore = sweep.bestScore
    }

    /// Looks for a better split with the rows on the left that lack the feature.
    private mutating func considerMissingFirst(_ feature: Int, _ missing: UInt32, ranks: Span<UInt32>, rows: Rows) {
        let (lacking, order) = rows.missingFirst(ranks, missing: missing)
        guard !lacking.isEmpty, let first = order.first else { return }
        var sweep = MeanSweep(
            rows: rows.count,
            weight: nodeWeight,
            sum: nodeSum,
            minSamplesLeaf: minSamplesLeaf,
            bestScore: bestScore
        )
        sweep.reach(rank: first.rank)
        for index in lacking { sweep.take(rows: 1, weight: weights.elements[index], sum: sums.elements[index]) }
        for (rank, index) in order {
            sweep.reach(rank: rank)
            sweep.take(rows: 1, weight: weights.elements[index], sum: sums.elements[index])
        }
        take(sweep, feature, missing: .left)
    }

    mutating func considerRandom(
        _ feature: Int,
        ranks: Span<UInt32>,
        rows: Rows,
        using random: inout SplitMix64
    ) -> Bool {
        let drawn = features.drawThreshold(feature, ranks: ranks, rows: rows, using: &random)
        guard let (lowRank, threshold, missing) = drawn else { return false }
        let other = missing == .left ? features.missingRank(of: feature) : nil
        var (leftRows, leftWeight, leftSum) = (0, 0.0, 0.0)
        for index in rows.indices
        where ranks[Int(rows[index])] <= UInt32(lowRank) || ranks[Int(rows[index])] == other {
            leftRows += 1
            leftWeight += weights.elements[index]
            leftSum += sums.elements[index]
        }
        let score = MeanSweep.score(
            left: leftSum,
            of: leftWeight,
            right: nodeSum - leftSum,
            of: nodeWeight - leftWeight
        )
        if min(leftRows, rows.count - leftRows) >= minSamplesLeaf, score > bestScore {
            best = Split(feature: feature, lowRank: lowRank, threshold: threshold, missing: missing)
            bestScore = score
        }
        return true
    }

    private func sweepSorted(_ ranks: Span<UInt32>, _ rows: Rows, _ sweep: inout MeanSweep) {
        let (keys, weights, sums) = (keys.elements, weights.elements, sums.elements)
        for index in rows.indices {
            let key = UInt64(ranks[Int(rows[index])]) << 32 | UInt64(index)
            var hole = index
            while hole > 0 && keys[hole - 1] > key {
                keys[hole] = keys[hole - 1]
                hole -= 1
            }
            keys[hole] = key
        }
        for place in rows.indices {
            let index = Int(keys[place] & 0xFFFF_FFFF)
            sweep.reach(rank: Int(keys[place] >> 32))
            sweep.take(rows: 1, weight: weights[index], sum: sums[index])
        }
    }

    private func sweepHistogram(
        _ ranks: Span<UInt32>,
        _ rows: Rows,
        distinctCount: Int,
        _ sweep: inout MeanSweep
    ) {
        let (cells, weights, sums) = (histogram.elements, weights.elements, sums.elements)
        for index in rows.indices {
            let rank = Int(ranks[Int(rows[index])])
            cells[rank].weight += weights[index]
            cells[rank].sum += sums[index]
            cells[rank].rows &+= 1
        }
        for rank in 0..<distinctCount where cells[rank].rows > 0 {
            sweep.reach(rank: rank)
            sweep.take(rows: cells[rank].rows, weight: cells[rank].weight, sum: cells[rank].sum)
            cells[rank] = Cell()
        }
    }

    private func sweepBuckets(_ ranks: Span<UInt32>, _ rows: Rows, _ sweep: inout MeanSweep) {
        let (weights, sums) = (weights.elements, sums.elements)
        buckets.insert(rowCount: rows.count) { Int(ranks[Int(rows[$0])]) }
        buckets.drain { index, rank in
            sweep.reach(rank: rank)
            sweep.take(rows: 1, weight: weights[index], sum: sums[index])
        }
    }
}

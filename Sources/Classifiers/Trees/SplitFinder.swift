import Statistics

/// A split of a node: rows whose rank in the feature is at most `lowRank` go left.
struct Split: Hashable, Sendable {
    enum Side: Hashable, Sendable {
        case left, right
    }

    let feature: Int
    let lowRank: Int
    /// The same in the feature's own numbers: rows whose value is at most this go left.
    let threshold: Double
    /// Where the rows go that lack the feature; nil where none does.
    var missing: Side?
}

/// Finds the split of a node that lowers its Gini impurity most, one feature at a time.
///
/// Where all rows count alike, all sums are whole numbers, exact in `Double` for up to 94 million rows, and equal splits
/// compare equal. The rows of a node are put in order by one of three ways, whichever is the fastest for their number: all give the same splits.
struct SplitFinder: ~Copyable, NodeFinder {
    /// Up to this many rows, insertion sort beats the other two ways.
    private static let insertionLimit = 16
    /// A histogram is used where it has at most this many cells a row.
    private static let cellsPerRow = 4

    private let features: RankedFeatures
    private let allLabels: [Int32]
    private let minSamplesLeaf: Int
    private let classCount: Int
    /// What a row of each class counts.
    private let classFactors: [Double]
    /// What each row of the training set counts besides; nil where all count alike.
    private let rowFactors: [Double]?

    /// The weight of each class in the node entered last.
    private let classWeights: Scratch<Double>
    private(set) var isPure = false
    private(set) var best: Split?
    private var bestScore = -Double.infinity

    private var nodeWeight = 0.0
    private var nodeSquares = 0.0
    /// The class and the weight of each row of the node, in the node's order.
    private let labels: Scratch<Int32>
    private let weights: Scratch<Double>
    /// The weight of each class in the node, and on the left of the sweep.
    private let totals: Scratch<Double>
    private let leftWeights: Scratch<Double>

    private let keys = Scratch<UInt64>(repeating: 0, count: insertionLimit)
    private let histogram: ClassHistogram
    private let buckets: RankBuckets

    init(_ set: TrainingSet, features: RankedFeatures, options: TreeOptions) {
        let classCount = set.classCount
        allLabels = set.labels
        rowFactors = set.weights
        classFactors = options.classWeight.factors(of: set)
        self.features = features
        self.classCount = classCount
        minSamplesLeaf = options.minSamplesLeaf
        classWeights = Scratch(repeating: 0, count: classCount)
        totals = Scratch(repeating: 0, count: classCount)
        leftWeights = Scratch(repeating: 0, count: classCount)
        labels = Scratch(repeating: 0, count: features.rowCount)
        weights = Scratch(repeating: 0, count: features.rowCount)
        let maxDistinct = (0..<features.featureCount).lazy.map(features.distinctCount(of:)).max() ?? 0
        histogram = ClassHistogram(
            rankCount: min(maxDistinct, features.rowCount * Self.cellsPerRow / classCount),
            classCount: classCount
        )
        buckets = RankBuckets(rankCount: maxDistinct, rowCount: features.rowCount)
    }

    mutating func enter(_ rows: Rows, weights allWeights: Span<UInt32>) {
        // A span of what belongs to `self` would bar the way to the rest of it.
        let known = allLabels
        let allLabels = known.span
        best = nil
        bestScore = -.infinity
        let classWeights = classWeights.elements
        let labels = labels.elements
        let weights = weights.elements
        for label in classWeights.indices { classWeights[label] = 0 }
        for index in rows.indices {
            let row = Int(rows[index])
            let label = allLabels[row]
            labels[index] = label
            let weight = Double(allWeights[row]) * classFactors[Int(label)]
            weights[index] = weight
            classWeights[Int(label)] += weight
        }
        if let rowFactors { scale(rows, by: rowFactors.span) }
        nodeWeight = 0
        nodeSquares = 0
        for label in classWeights.indices {
            nodeWeight += classWeights[label]
            nodeSquares += classWeights[label] * classWeights[label]
            totals.elements[label] = classWeights[label]
        }
        histogram.enter(totals: totals.elements)
        isPure = classWeights.count { $0 > 0 } == 1
    }

    /// Lets the rows of the node count what each of them does besides.
    private func scale(_ rows: Rows, by factors: Span<Double>) {
        let (classWeights, labels, weights) = (classWeights.elements, labels.elements, weights.elements)
        for label in classWeights.indices { classWeights[label] = 0 }
        for index in rows.indices {
            weights[index] *= factors[Int(rows[index])]
            classWeights[Int(labels[index])] += weights[index]
        }
    }

    func finish(_ node: Int, in tree: inout GrownTree) {
        tree.setOutcome(of: node, classWeights: Array(classWeights.elements))
    }

    mutating func consider(_ feature: Int, ranks: Span<UInt32>, rows: Rows) -> Bool {
        leftWeights.elements.update(repeating: 0)
        var sweep = Sweep(
            rows: rows.count,
            weight: nodeWeight,
            squares: nodeSquares,
            minSamplesLeaf: minSamplesLeaf,
            bestScore: bestScore
        )
        if rows.count <= Self.insertionLimit {
            sweepSorted(ranks, rows, &sweep)
        } else if features.distinctCount(of: feature) * classCount <= rows.count * Self.cellsPerRow {
            sweepHistogram(ranks, rows, distinctCount: features.distinctCount(of: feature), &sweep)
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
    private mutating func take(_ sweep: Sweep, _ feature: Int, missing: Split.Side) {
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
        leftWeights.elements.update(repeating: 0)
        var sweep = Sweep(
            rows: rows.count,
            weight: nodeWeight,
            squares: nodeSquares,
            minSamplesLeaf: minSamplesLeaf,
            bestScore: bestScore
        )
        let (totals, labels, left) = (totals.elements, labels.elements, leftWeights.elements)
        sweep.reach(rank: first.rank)
        for (rank, index) in lacking.map({ (first.rank, $0) }) + order {
            sweep.reach(rank: rank)
            let label = Int(labels[index])
            sweep.take(weight: weights.elements[index], of: totals[label], left: &left[label])
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
        let goesLeft = missing == .left ? features.missingRank(of: feature) : nil
        let (leftRows, score) = score(ranks, rows, lowRank: UInt32(lowRank), alsoLeft: goesLeft)
        if min(leftRows, rows.count - leftRows) >= minSamplesLeaf, score > bestScore {
            best = Split(feature: feature, lowRank: lowRank, threshold: threshold, missing: missing)
            bestScore = score
        }
        return true
    }

    /// The rows that a split puts on its left, and its score as `Sweep` has it.
    ///
    /// - Parameter other: another rank that goes left.
    private func score(
        _ ranks: Span<UInt32>,
        _ rows: Rows,
        lowRank: UInt32,
        alsoLeft other: UInt32?
    ) -> (leftRows: Int, score: Double) {
        let left = leftWeights.elements
        left.update(repeating: 0)
        var leftRows = 0
        for index in rows.indices where ranks[Int(rows[index])] <= lowRank || ranks[Int(rows[index])] == other {
            left[Int(labels.elements[index])] += weights.elements[index]
            leftRows += 1
        }
        var (leftWeight, leftSquares, rightWeight, rightSquares) = (0.0, 0.0, 0.0, 0.0)
        for label in left.indices {
            let right = totals.elements[label] - left[label]
            leftWeight += left[label]
            leftSquares += left[label] * left[label]
            rightWeight += right
            rightSquares += right * right
        }
        return (leftRows, leftSquares / leftWeight + rightSquares / rightWeight)
    }

    private func sweepSorted(_ ranks: Span<UInt32>, _ rows: Rows, _ sweep: inout Sweep) {
        let totals = totals.elements
        let labels = labels.elements
        let weights = weights.elements
        let left = leftWeights.elements
        let keys = keys.elements
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
            let label = Int(labels[index])
            sweep.take(weight: weights[index], of: totals[label], left: &left[label])
        }
    }

    private func sweepHistogram(
        _ ranks: Span<UInt32>,
        _ rows: Rows,
        distinctCount: Int,
        _ sweep: inout Sweep
    ) {
        let labels = labels.elements
        let weights = weights.elements
        for index in rows.indices {
            histogram.add(rank: Int(ranks[Int(rows[index])]), label: Int(labels[index]), weight: weights[index])
        }
        histogram.drain(rankCount: distinctCount, squares: nodeSquares, &sweep)
    }

    private func sweepBuckets(_ ranks: Span<UInt32>, _ rows: Rows, _ sweep: inout Sweep) {
        let totals = totals.elements
        let labels = labels.elements
        let weights = weights.elements
        let left = leftWeights.elements
        buckets.insert(rowCount: rows.count) { Int(ranks[Int(rows[$0])]) }
        buckets.drain { index, rank in
            sweep.reach(rank: rank)
            let label = Int(labels[index])
            sweep.take(weight: weights[index], of: totals[label], left: &left[label])
        }
    }
}

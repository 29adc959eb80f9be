import Statistics

/// Grows CART trees, one after the other, in memory that it keeps.
struct TreeGrower<Criterion: SplitCriterion & ~Copyable>: ~Copyable {
    /// A node that waits to be split, with its rows as a range of `rows`.
    private struct Pending {
        let node: Int
        let start: Int
        let end: Int
        let depth: Int
        let constantFeatures: Int
    }

    private let features: RankedFeatures
    private let limits: GrowthLimits
    private var finder: SplitFinder<Criterion>
    private var draw: FeatureDraw
    /// The rows of the tree, each node's side by side and ascending.
    private let rows: Scratch<UInt32>
    private let spare: Scratch<UInt32>
    /// A stack of its own, since trees may be as deep as there are rows.
    private var pending: [Pending] = []

    init(_ set: TrainingSet, features: RankedFeatures, options: TreeOptions, limits: GrowthLimits) {
        self.features = features
        self.limits = limits
        finder = SplitFinder(set, features: features, options: options)
        draw = FeatureDraw(featureCount: features.featureCount, limit: limits.maxFeatures)
        rows = Scratch(repeating: 0, count: features.rowCount)
        spare = Scratch(repeating: 0, count: features.rowCount)
    }

    /// Grows a tree on the rows that have a weight, each counted as often as it says.
    mutating func grow(weights: RowWeights, random: SplitMix64) -> GrownTree {
        // Held here once a tree, since spans of `self` would bar the way to it.
        let features = features
        let (columns, nearRows) = (features.columns.span, features.rows.span)
        var random = random
        var tree = GrownTree()
        draw.reset()
        pending.append(Pending(node: 0, start: 0, end: gatherRows(weights), depth: 0, constantFeatures: 0))
        while let next = pending.popLast() {
            finder.enter(rows(of: next), weights: weights.values.span)
            let isNear = features.isNear(rowCount: next.end - next.start)
            let ranks = isNear ? nearRows : columns
            guard let (split, constants) = findSplit(next, ranks: ranks, isNear: isNear, using: &random) else {
                finder.finish(next.node, in: &tree)
                continue
            }
            let middle = partition(next, by: split, ranks: ranks, isNear: isNear)
            // Where no row lacks the feature, one that does later goes with most rows.
            let isMostRight = middle - next.start <= next.end - middle
            let child = tree.split(
                next.node,
                at: next.depth,
                feature: split.feature,
                threshold: split.threshold,
                sendsMissingRight: split.missing.map { $0 == .right } ?? isMostRight
            )
            // Right below left on the stack: the constant features in `draw` are those of the path to the last node.
            for (node, start, end) in [(child + 1, middle, next.end), (child, next.start, middle)] {
                pending.append(
                    Pending(node: node, start: start, end: end, depth: next.depth + 1, constantFeatures: constants)
                )
            }
        }
        return tree
    }

    /// Lists the rows that have a weight and returns their number.
    private func gatherRows(_ weights: RowWeights) -> Int {
        var count = 0
        for (row, weight) in weights.values.enumerated() where weight > 0 {
            rows.elements[count] = UInt32(row)
            count += 1
        }
        return count
    }

    private func rows(of node: Pending) -> UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(rebasing: rows.elements[node.start..<node.end])
    }

    /// The best split of the node that `finder` has entered and the number of features known to be constant in its
    /// children, or `nil` for a leaf.
    private mutating func findSplit(
        _ node: Pending,
        ranks: Span<UInt32>,
        isNear: Bool,
        using random: inout SplitMix64
    ) -> (split: Split, constantFeatures: Int)? {
        let count = node.end - node.start
        if finder.isPure || node.depth >= limits.maxDepth || count < limits.minSamplesSplit
            || count / 2 < limits.minSamplesLeaf
        {
            return nil
        }
        draw.begin(knownConstants: node.constantFeatures)
        while let feature = draw.next(using: &random) {
            let places = features.places(of: feature, isNear: isNear)
            let rows = rows(of: node)
            let varies =
                limits.drawsThresholds
                ? finder.considerRandom(feature, ranks: ranks, at: places, rows: rows, using: &random)
                : finder.consider(feature, ranks: ranks, at: places, rows: rows)
            draw.record(isConstant: !varies)
        }
        let constants = draw.finish()
        return finder.best.map { ($0, constants) }
    }

    /// Moves the rows at or below the split to the front of the node, keeping their order, and returns where the others
    /// start.
    private func partition(_ node: Pending, by split: Split, ranks: Span<UInt32>, isNear: Bool) -> Int {
        let places = features.places(of: split.feature, isNear: isNear)
        let rows = rows.elements
        let spare = spare.elements
        let lowRank = UInt32(split.lowRank)
        // No row of the node has the rank beyond all others.
        let other = split.missing == .left ? features.missingRank(of: split.feature) ?? .max : .max
        var left = node.start
        var right = 0
        for index in node.start..<node.end {
            // Both places are written and one of them counts: which side a row is on cannot be predicted.
            let row = rows[index]
            let rank = ranks[places.place(of: row)]
            let isRight = rank > lowRank && rank != other ? 1 : 0
            rows[left] = row
            spare[right] = row
            right += isRight
            left += 1 - isRight
        }
        for index in 0..<right { rows[left + index] = spare[index] }
        return left
    }
}

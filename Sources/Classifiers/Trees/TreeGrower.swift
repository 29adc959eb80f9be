import Statistics

/// Grows CART trees, one after the other, in memory that it keeps.
struct TreeGrower<Search: SplitSearch & ~Copyable>: ~Copyable {
    /// A node that waits to be split, with its rows as a range of `rows`.
    private struct Pending {
        let node: Int
        let start: Int
        let end: Int
        let depth: Int
        let constantFeatures: Int
    }

    private let table: Search.Table
    private let rowCount: Int
    private let limits: GrowthLimits
    private var search: Search
    private var draw: FeatureDraw
    /// The rows of the tree, each node's side by side and ascending.
    private let rows: Scratch<UInt32>
    private let spare: Scratch<UInt32>
    private let sides: Scratch<UInt8>
    /// A stack of its own, since trees may be as deep as there are rows.
    private var pending: [Pending] = []
    /// Where the rows end that were brought together last: until the nodes of all of them are done, they are called by their places.
    private var nearEnd = 0

    init(_ set: TrainingSet, table: Search.Table, options: TreeOptions, limits: GrowthLimits) {
        self.table = table
        self.limits = limits
        rowCount = set.rows.rowCount
        search = Search(set, table: table, options: options)
        draw = FeatureDraw(featureCount: set.rows.featureCount, limit: limits.maxFeatures)
        rows = Scratch(repeating: 0, count: rowCount)
        spare = Scratch(repeating: 0, count: rowCount)
        sides = Scratch(repeating: 0, count: rowCount)
    }

    /// Grows a tree on the rows that have a weight, each counted as often as it says.
    mutating func grow(weights: RowWeights, random: SplitMix64) -> GrownTree {
        // Held here once a tree, since spans of `self` would bar the way to it.
        let table = table
        let cells = table.cells
        let span = cells.span
        var random = random
        var tree = GrownTree()
        draw.reset()
        nearEnd = 0
        pending.append(Pending(node: 0, start: 0, end: gatherRows(weights), depth: 0, constantFeatures: 0))
        while let next = pending.popLast() {
            bringNear(next, span, weights.values.span)
            search.enter(rows(of: next), weights: weights.values.span)
            guard let (split, constants) = findSplit(next, cells: span, using: &random) else {
                search.finish(next.node, in: &tree)
                continue
            }
            let middle = partition(next, by: split, cells: span)
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
        search.leave()
        return tree
    }

    /// Brings the rows of a node together where that pays. Nodes come in the order of their rows, so those below it come next.
    private mutating func bringNear(_ node: Pending, _ cells: Span<Search.Table.Cell>, _ weights: Span<UInt32>) {
        if node.start < nearEnd { return }
        search.leave()
        guard search.isWorthCopying(node.end - node.start) else { return }
        search.bring(
            UnsafeMutableBufferPointer(rebasing: rows.elements[node.start..<node.end]),
            cells: cells,
            weights: weights
        )
        nearEnd = node.end
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

    /// The best split of the node that `search` has entered and the number of features known to be constant in its
    /// children, or `nil` for a leaf.
    private mutating func findSplit(
        _ node: Pending,
        cells: Span<Search.Table.Cell>,
        using random: inout SplitMix64
    ) -> (split: Split, constantFeatures: Int)? {
        let count = node.end - node.start
        if search.isPure || node.depth >= limits.maxDepth || count < limits.minSamplesSplit
            || count / 2 < limits.minSamplesLeaf
        {
            return nil
        }
        draw.begin(knownConstants: node.constantFeatures)
        while let feature = draw.next(using: &random) {
            let varies = search.consider(feature, cells: cells, rows: rows(of: node), using: &random)
            draw.record(isConstant: !varies)
        }
        let constants = draw.finish()
        return search.findBest(rows(of: node), cells: cells).map { ($0, constants) }
    }

    /// Moves the rows at or below the split to the front of the node, keeping their order, and returns where the others
    /// start.
    private func partition(_ node: Pending, by split: Split, cells: Span<Search.Table.Cell>) -> Int {
        let (rows, spare, sides) = (rows.elements, spare.elements, sides.elements)
        search.part(self.rows(of: node), by: split, cells: cells, into: sides)
        var left = node.start
        var right = 0
        for index in node.start..<node.end {
            // Both places are written and one of them counts: which side a row is on cannot be predicted.
            let row = rows[index]
            let isRight = Int(sides[index - node.start])
            rows[left] = row
            spare[right] = row
            right += isRight
            left += 1 - isRight
        }
        for index in 0..<right { rows[left + index] = spare[index] }
        return left
    }
}

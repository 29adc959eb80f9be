/// What bounds the growth of boosted trees.
struct BoostingLimits: Sendable {
    let maxLeafNodes: Int
    let maxDepth: Int
    let learningRate: Double
    let search: GainSearch
}

/// Grows boosted trees, the most gainful leaf first, in memory that it keeps.
struct BoostingGrower: ~Copyable {
    /// A node that waits to be split, with its rows as a range of `rows`.
    private struct Pending {
        let node: Int
        let start: Int
        let end: Int
        let depth: Int
        let sums: SIMD2<Double>
        let value: Double
        let room: Int
        let split: BoostingSplit
    }

    private let bins: FeatureBins
    private let limits: BoostingLimits
    private let threads: Int
    private var sums: BinSums
    private let rows: Scratch<UInt32>
    private let spare: Scratch<UInt32>
    private let starts: Scratch<Int>
    /// The slopes and curvatures of a node's rows, in the node's order.
    private let slopes: Scratch<Float>
    private let curvatures: Scratch<Float>
    private var pending: [Pending] = []
    private var leaves: [LeafSums.Leaf] = []

    /// - Parameter threads: how many may work at once.
    init(_ bins: FeatureBins, limits: BoostingLimits, threads: Int) {
        self.bins = bins
        self.limits = limits
        self.threads = threads
        sums = BinSums(bins)
        rows = Scratch(repeating: 0, count: bins.rowCount)
        spare = Scratch(repeating: 0, count: bins.rowCount)
        starts = Scratch(repeating: 0, count: RowParting.startCount(rowCount: bins.rowCount))
        slopes = Scratch(repeating: 0, count: bins.rowCount)
        curvatures = Scratch(repeating: 0, count: bins.rowCount)
    }

    /// Grows a tree that follows the slopes downwards, and adds what it says to the rows' predictions.
    mutating func grow(
        slopes: UnsafeBufferPointer<Float>,
        curvatures: UnsafeBufferPointer<Float>,
        predictions: UnsafeMutableBufferPointer<Double>
    ) async -> BoostedTree {
        var tree = BoostedTree()
        for row in 0..<bins.rowCount { rows.elements[row] = UInt32(truncatingIfNeeded: row) }
        leaves.removeAll(keepingCapacity: true)
        let root = sums.take()
        await fill(root, 0..<bins.rowCount, slopes, curvatures)
        let whole = sums.bins(of: 0, in: root).reduce(SIMD2<Double>.zero) { $0 + $1.sums }
        var leafCount = 1
        consider(&tree, node: 0, 0..<bins.rowCount, depth: 0, sums: whole, value: 0, room: root)
        while let place = mostGainful() {
            let next = pending.remove(at: place)
            let split = next.split
            let threshold = bins.threshold(of: split.feature, bin: split.bin)
            let parting = parting(next.start..<next.end, split)
            let middle = await parting.setAside(threads: threads)
            let child = tree.split(
                next.node,
                at: next.depth,
                feature: split.feature,
                threshold: threshold,
                // Where no row lacks the feature, one that does later goes with most rows.
                sendsMissingRight: split.sendsMissingRight ?? (middle - next.start <= next.end - middle)
            )
            leafCount += 1
            let (left, right) = (next.start..<middle, middle..<next.end)
            let (leftSums, rightSums) = (split.left, next.sums - split.left)
            let (leftValue, rightValue) = (limits.search.value(leftSums), limits.search.value(rightSums))
            let isLast = leafCount == limits.maxLeafNodes || next.depth + 1 == limits.maxDepth
            guard !isLast && (isSplittable(leftSums, left) || isSplittable(rightSums, right)) else {
                await parting.bringBack(threads: threads, gathering: nil)
                sums.giveBack(next.room)
                finish(&tree, child, left, leftValue)
                finish(&tree, child + 1, right, rightValue)
                if leafCount == limits.maxLeafNodes { finishPending(&tree) }
                continue
            }
            // The sums of the smaller side are added up, and those of the other are what is left.
            let isLeftSmaller = left.count < right.count
            let gathering = RowGathering(
                rows: rows.elements,
                allSlopes: slopes,
                allCurvatures: curvatures,
                slopes: self.slopes.elements,
                curvatures: self.curvatures.elements,
                isOfLeft: isLeftSmaller
            )
            await parting.bringBack(threads: threads, gathering: gathering)
            let smaller = sums.take()
            let filled = isLeftSmaller ? left : right
            await fill(
                smaller,
                filled,
                UnsafeBufferPointer(rebasing: self.slopes.elements[filled]),
                UnsafeBufferPointer(rebasing: self.curvatures.elements[filled])
            )
            sums.subtract(smaller, from: next.room)
            let rooms = isLeftSmaller ? (smaller, next.room) : (next.room, smaller)
            let depth = next.depth + 1
            consider(
                &tree,
                node: child,
                left,
                depth: depth,
                sums: leftSums,
                value: leftValue,
                room: rooms.0
            )
            consider(
                &tree,
                node: child + 1,
                right,
                depth: depth,
                sums: rightSums,
                value: rightValue,
                room: rooms.1
            )
        }
        await LeafSums(leaves: self.leaves, rows: rows.elements, predictions: predictions).add(threads: threads)
        return tree
    }

    private func isSplittable(_ sums: SIMD2<Double>, _ range: Range<Int>) -> Bool {
        limits.search.isSplittable(sums, count: range.count)
    }

    /// The place of the pending node whose split gains most, the first of them where several tie.
    private func mostGainful() -> Int? {
        var best: Int?
        for place in pending.indices where best.map({ pending[place].split.gain > pending[$0].split.gain }) ?? true {
            best = place
        }
        return best
    }

    /// Lets a node wait to be split where that gains anything, else makes it a leaf.
    private mutating func consider(
        _ tree: inout BoostedTree,
        node: Int,
        _ range: Range<Int>,
        depth: Int,
        sums nodeSums: SIMD2<Double>,
        value: Double,
        room: Int
    ) {
        var best: BoostingSplit?
        if isSplittable(nodeSums, range) {
            for feature in 0..<bins.featureCount {
                best =
                    limits.search.best(
                        feature,
                        sums.bins(of: feature, in: room),
                        missing: bins.missingBin(of: feature),
                        whole: nodeSums,
                        count: range.count,
                        loss: nodeSums[0] * value,
                        above: best?.gain ?? 0
                    ) ?? best
            }
        }
        guard let best else {
            sums.giveBack(room)
            finish(&tree, node, range, value)
            return
        }
        pending.append(
            Pending(
                node: node,
                start: range.lowerBound,
                end: range.upperBound,
                depth: depth,
                sums: nodeSums,
                value: value,
                room: room,
                split: best
            )
        )
    }

    private mutating func finishPending(_ tree: inout BoostedTree) {
        for next in pending {
            sums.giveBack(next.room)
            finish(&tree, next.node, next.start..<next.end, next.value)
        }
        pending.removeAll(keepingCapacity: true)
    }

    /// Says what a leaf adds to the predictions of its rows.
    private mutating func finish(_ tree: inout BoostedTree, _ leaf: Int, _ range: Range<Int>, _ value: Double) {
        let value = value * limits.learningRate
        tree.setValue(value, of: leaf, rowCount: range.count)
        leaves.append(LeafSums.Leaf(range: range, value: value))
    }

    /// Adds up the bins of a node's rows, whose slopes and curvatures are given in their order.
    private func fill(
        _ room: Int,
        _ range: Range<Int>,
        _ slopes: UnsafeBufferPointer<Float>,
        _ curvatures: UnsafeBufferPointer<Float>
    ) async {
        let filling = BinFilling(
            bins: bins,
            rows: UnsafeBufferPointer(rebasing: rows.elements[range]),
            slopes: slopes,
            curvatures: curvatures,
            sums: (0..<bins.featureCount).map { sums.bins(of: $0, in: room) }
        )
        await filling.run(threads: threads)
    }

    /// The rows of a node on their way to the sides of its split.
    private func parting(_ range: Range<Int>, _ split: BoostingSplit) -> RowParting {
        RowParting(
            blocks: RowBlocks(range: range),
            bins: bins,
            feature: split.feature,
            bin: UInt8(truncatingIfNeeded: split.bin),
            other: split.sendsMissingRight == false ? UInt8(bins.missingBin(of: split.feature) ?? 0) : 0,
            rows: rows.elements,
            spare: spare.elements,
            starts: starts.elements
        )
    }
}

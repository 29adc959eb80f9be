extension PackedTrees {
    /// Fewer rows are walked through the trees as they are.
    private static let leastRows = 256
    /// The nodes that take as long to narrow as a row's walk through a tree is shortened by it.
    private static let nodesSaved = 16
    /// Trees with fewer nodes lie so near that a step hardly waits for them, and more rows side by side only get in each other's way.
    private static let leastNodesForTwo = 1 << 15
    /// Rows whose leaves are found before what they say is used.
    private static let blockSize = 256

    /// Whether it pays to narrow the trees before so many rows are answered.
    func areWorthNarrowing(forRows count: Int) -> Bool {
        count >= Self.leastRows && count * self.count * Self.nodesSaved >= nodeCount
    }

    /// Rows taken through all trees at a time: more where the trees are large, so that each of them is brought near less often.
    var batchSize: Int { nodeCount > 1 << 15 ? 2048 : Self.blockSize }

    /// Walks rows through all trees, a batch after the other.
    ///
    /// - Parameters:
    ///   - narrow: the same trees.
    ///   - meeting: is told what the leaves of a tree say to some rows of a batch, the first of which has that place in it. Each row
    ///     comes to the trees in their order.
    ///   - ending: is told the rows of a batch once they have come to all trees.
    @inline(__always)
    func walk(
        _ rows: FeatureRows,
        _ range: Range<Int>,
        _ narrow: NarrowTrees,
        meeting: (_ tree: Int, _ batch: Range<Int>, _ place: Int, _ found: Span<Int32>) -> Void,
        ending: (_ batch: Range<Int>) -> Void = { _ in }
    ) {
        let batchSize = min(batchSize, range.count)
        let codes = NarrowRows(rowCount: batchSize, featureCount: rows.featureCount)
        var found = [Int32](repeating: 0, count: Self.blockSize)
        for start in stride(from: range.lowerBound, to: range.upperBound, by: batchSize) {
            let batch = start..<min(start + batchSize, range.upperBound)
            codes.take(rows, batch)
            for tree in 0..<count {
                for first in stride(from: 0, to: batch.count, by: Self.blockSize) {
                    let block = first..<min(first + Self.blockSize, batch.count)
                    var span = found.mutableSpan
                    findLeaves(tree, rows, start, block, narrow, codes, into: &span)
                    meeting(tree, batch, first, span.span.extracting(first: block.count))
                }
            }
            ending(batch)
        }
    }

    /// Writes what the leaves of a tree say to a block of the batch that starts at a row.
    @inline(__always)
    private func findLeaves(
        _ tree: Int,
        _ rows: FeatureRows,
        _ start: Int,
        _ block: Range<Int>,
        _ narrow: NarrowTrees,
        _ codes: borrowing NarrowRows,
        into found: inout MutableSpan<Int32>
    ) {
        let root = roots[tree].node
        let lanes = NarrowRows.lanes
        let isFar = nodes(of: tree).count >= Self.leastNodesForTwo
        let first = start + block.lowerBound
        var place = 0
        while place < block.count {
            let group = (block.lowerBound + place) / lanes
            let isTwo = isFar && place + lanes < block.count
            let areUnsure =
                isTwo
                ? narrow.walkTwo(group: group, from: root, codes, into: &found, at: place)
                : (narrow.walk(group: group, from: root, codes, into: &found, at: place), false)
            if areUnsure.0 || codes.lacksSome(group) {
                mend(tree, rows, first, place..<min(place + lanes, block.count), narrow, &found)
            }
            place += lanes
            guard isTwo else { continue }
            if areUnsure.1 || codes.lacksSome(group + 1) {
                mend(tree, rows, first, place..<min(place + lanes, block.count), narrow, &found)
            }
            place += lanes
        }
    }

    /// Walks rows of a block again, with the numbers as they are.
    private func mend(
        _ tree: Int,
        _ rows: FeatureRows,
        _ first: Int,
        _ places: Range<Int>,
        _ narrow: NarrowTrees,
        _ found: inout MutableSpan<Int32>
    ) {
        for place in places { found[place] = narrow.said(by: leaf(of: tree, rows, first + place)) }
    }

    /// The leaf of a tree that a row comes to, whatever it lacks.
    private func leaf(of tree: Int, _ rows: FeatureRows, _ row: Int) -> Int {
        var node = roots[tree].node
        while !isLeaf(node) {
            node = child(of: node, for: rows.values[row * rows.featureCount + Int(nodes[node].feature)])
        }
        return node
    }
}

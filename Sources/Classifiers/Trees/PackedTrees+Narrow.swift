extension PackedTrees {
    /// Fewer rows are walked through the trees as they are.
    private static let leastRows = 256
    /// The nodes that take as long to narrow as a row's walk through a tree is shortened by it.
    private static let nodesSaved = 16

    /// Whether it pays to narrow the trees before so many rows are answered.
    func areWorthNarrowing(forRows count: Int) -> Bool {
        count >= Self.leastRows && count * self.count * Self.nodesSaved >= nodeCount
    }

    /// Rows taken through all trees at a time: more where the trees are large, so that each of them is brought near less often.
    var batchSize: Int { nodeCount > 1 << 15 ? 2048 : RowBlock.size }

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
        meeting: (_ tree: Int, _ batch: Range<Int>, _ place: Int, _ found: UnsafeBufferPointer<Int32>) -> Void,
        ending: (_ batch: Range<Int>) -> Void = { _ in }
    ) {
        let batchSize = min(batchSize, range.count)
        let codes = NarrowRows(rowCount: batchSize, featureCount: rows.featureCount)
        let block = RowBlock()
        for start in stride(from: range.lowerBound, to: range.upperBound, by: batchSize) {
            let batch = start..<min(start + batchSize, range.upperBound)
            codes.take(rows, batch)
            for tree in 0..<count {
                for first in stride(from: 0, to: batch.count, by: RowBlock.size) {
                    let places = first..<min(first + RowBlock.size, batch.count)
                    findLeaves(tree, rows, start, places, narrow, codes, in: block)
                    meeting(tree, batch, first, UnsafeBufferPointer(rebasing: block.found.elements[..<places.count]))
                }
            }
            ending(batch)
        }
    }

    /// Writes what the leaves of a tree say to some rows of the batch that starts at a row.
    private func findLeaves(
        _ tree: Int,
        _ rows: FeatureRows,
        _ start: Int,
        _ places: Range<Int>,
        _ narrow: NarrowTrees,
        _ codes: borrowing NarrowRows,
        in block: borrowing RowBlock
    ) {
        let lanes = NarrowRows.lanes
        let first = start + places.lowerBound
        let group = places.lowerBound / lanes
        let (found, isUnsure) = (block.found.elements, block.isUnsure.elements)
        // What may have gone wrong is walked again, with the numbers as they are.
        if narrow.walk(tree, from: group, count: places.count, codes, in: block) {
            for place in 0..<places.count where isUnsure[place] {
                found[place] = narrow.said(by: leaf(of: tree, rows, first + place))
            }
            isUnsure.update(repeating: false)
        }
        for start in stride(from: 0, to: places.count, by: lanes) where codes.lacksSome(group + start / lanes) {
            for place in start..<min(start + lanes, places.count) {
                found[place] = narrow.said(by: leaf(of: tree, rows, first + place))
            }
        }
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

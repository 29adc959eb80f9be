/// What the leaves of a tree add to the predictions of their rows, in blocks of rows that threads may share.
///
/// - Remark: Each block adds to the predictions of its own rows, and whoever adds waits for all, so that the memory outlives the work.
struct LeafSums: @unchecked Sendable {
    struct Leaf {
        /// The places of its rows in the tree's order, in which they ascend.
        let range: Range<Int>
        let value: Double
    }

    let leaves: [Leaf]
    let rows: UnsafeMutableBufferPointer<UInt32>
    let predictions: UnsafeMutableBufferPointer<Double>

    func add(threads: Int) async {
        await RowBlocks(range: 0..<predictions.count).forEach(threads: threads) { _, block in
            for leaf in leaves {
                let places = place(of: block.lowerBound, in: leaf.range)..<place(of: block.upperBound, in: leaf.range)
                for place in places { predictions[Int(rows[place])] += leaf.value }
            }
        }
    }

    /// The first place whose row is not before this one.
    private func place(of row: Int, in range: Range<Int>) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if Int(rows[middle]) < row { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

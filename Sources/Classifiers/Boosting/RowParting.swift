/// The rows of a node on their way to its two sides, in blocks that threads may share. Rows keep their order on either side, whatever the
/// number of threads.
///
/// - Remark: Each block writes to places of its own, and whoever parts rows waits for all blocks, so that the memory outlives the work.
struct RowParting: @unchecked Sendable {
    let blocks: RowBlocks
    let bins: FeatureBins
    let feature: Int
    /// Rows with a bin above this go right.
    let bin: UInt8
    /// But for those with this one; the first bin, which goes left anyway, where there is none such.
    let other: UInt8
    let rows: UnsafeMutableBufferPointer<UInt32>
    let spare: UnsafeMutableBufferPointer<UInt32>
    /// Room for a number a block and one more: where each block's rows on the left begin when all is done, and where those on the right do.
    let starts: UnsafeMutableBufferPointer<Int>

    /// How many numbers `starts` needs.
    static func startCount(rowCount: Int) -> Int { RowBlocks(range: 0..<rowCount).count + 1 }

    /// Puts the rows of each block aside, those on the left from its beginning on and those on the right from its end on, backwards.
    ///
    /// - Returns: where the rows on the right will begin.
    func setAside(threads: Int) async -> Int {
        await blocks.forEach(threads: threads) { block, range in
            let column = bins.bins.span.extracting(feature * bins.rowCount..<(feature + 1) * bins.rowCount)
            var (left, right) = (range.lowerBound, range.upperBound - 1)
            for index in range {
                // Both places are written and one of them counts: which side a row is on cannot be predicted.
                let row = rows[index]
                let found = column[Int(row)]
                let isRight = found > bin && found != other ? 1 : 0
                spare[left] = row
                spare[right] = row
                left += 1 - isRight
                right -= isRight
            }
            starts[block] = left - range.lowerBound
        }
        var next = blocks.range.lowerBound
        for block in 0..<blocks.count {
            let count = starts[block]
            starts[block] = next
            next += count
        }
        starts[blocks.count] = next
        return next
    }

    /// Brings the rows back, side by side.
    ///
    /// - Parameter gathering: gathers what it has to of them.
    func bringBack(threads: Int, gathering: RowGathering?) async {
        let middle = starts[blocks.count]
        await blocks.forEach(threads: threads) { block, range in
            let left = starts[block]..<starts[block + 1]
            for index in 0..<left.count { rows[left.lowerBound + index] = spare[range.lowerBound + index] }
            // As many rows on the right come before as rows do that are not on the left.
            let rightStart = middle + range.lowerBound - left.lowerBound
            let right = rightStart..<rightStart + range.count - left.count
            for index in 0..<right.count { rows[right.lowerBound + index] = spare[range.upperBound - 1 - index] }
            gathering?.gather(left: left, right: right)
        }
    }
}

/// The slopes and curvatures of the rows of one side, put in the order of the rows.
///
/// - Remark: Each block of a `RowParting` writes to the places of its own rows, and that waits for all of them.
struct RowGathering: @unchecked Sendable {
    let rows: UnsafeMutableBufferPointer<UInt32>
    /// By the rows' numbers.
    let allSlopes: UnsafeBufferPointer<Float>
    let allCurvatures: UnsafeBufferPointer<Float>
    /// In their order.
    let slopes: UnsafeMutableBufferPointer<Float>
    let curvatures: UnsafeMutableBufferPointer<Float>
    /// Whether it is the left side whose rows count.
    let isOfLeft: Bool

    func gather(left: Range<Int>, right: Range<Int>) {
        for place in isOfLeft ? left : right {
            let row = Int(rows[place])
            slopes[place] = allSlopes[row]
            curvatures[place] = allCurvatures[row]
        }
    }
}

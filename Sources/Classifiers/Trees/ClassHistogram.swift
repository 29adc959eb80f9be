/// The weight of each class at each rank of one feature, and its sweep from the lowest rank to the highest.
///
/// Weights are whole numbers held as `Double`, exact below 2^53, and taken four classes at a time.
struct ClassHistogram: ~Copyable {
    private typealias Lanes = SIMD4<Double>

    /// Cells a rank: the number of classes, rounded up to whole lanes.
    let stride: Int
    /// All zero between uses, as is `rowCounts`.
    private let cells: Scratch<Double>
    private let rowCounts: Scratch<UInt32>
    private let totals: Scratch<Double>
    private let left: Scratch<Double>

    init(rankCount: Int, classCount: Int) {
        stride = (classCount + Lanes.scalarCount - 1) / Lanes.scalarCount * Lanes.scalarCount
        cells = Scratch(repeating: 0, count: rankCount * stride)
        rowCounts = Scratch(repeating: 0, count: rankCount)
        totals = Scratch(repeating: 0, count: stride)
        left = Scratch(repeating: 0, count: stride)
    }

    /// Starts a node with that weight of each class.
    func enter(totals classTotals: UnsafeMutableBufferPointer<Double>) {
        for label in classTotals.indices { totals.elements[label] = classTotals[label] }
    }

    @inline(__always)
    func add(rank: Int, label: Int, weight: Double) {
        cells.elements[rank * stride + label] += weight
        rowCounts.elements[rank] += 1
    }

    /// Sweeps over the first ranks and empties them.
    func drain(rankCount: Int, squares: Double, _ sweep: inout Sweep) {
        let left = left.elements
        let totals = totals.elements
        let cells = cells.elements
        let rowCounts = rowCounts.elements
        left.update(repeating: 0)
        let nodeSquares = squares
        for rank in 0..<rankCount where rowCounts[rank] > 0 {
            sweep.reach(rank: rank)
            var weight = Lanes.zero
            var leftSquares = Lanes.zero
            var crossProducts = Lanes.zero
            for lane in Swift.stride(from: 0, to: stride, by: Lanes.scalarCount) {
                let cell = cells.lanes(at: rank * stride + lane)
                cells.setLanes(.zero, at: rank * stride + lane)
                let sum = left.lanes(at: lane) + cell
                left.setLanes(sum, at: lane)
                weight += cell
                leftSquares += sum * sum
                crossProducts += sum * totals.lanes(at: lane)
            }
            // The squares of (total - left) without forming the differences.
            let squares = leftSquares.sum()
            sweep.move(
                rows: Int(rowCounts[rank]),
                weight: weight.sum(),
                leftSquares: squares,
                rightSquares: nodeSquares - 2 * crossProducts.sum() + squares
            )
            rowCounts[rank] = 0
        }
    }
}

extension UnsafeMutableBufferPointer<Double> {
    @inline(__always)
    fileprivate func lanes(at index: Int) -> SIMD4<Double> {
        SIMD4(self[index], self[index + 1], self[index + 2], self[index + 3])
    }

    @inline(__always)
    fileprivate func setLanes(_ lanes: SIMD4<Double>, at index: Int) {
        self[index] = lanes[0]
        self[index + 1] = lanes[1]
        self[index + 2] = lanes[2]
        self[index + 3] = lanes[3]
    }
}

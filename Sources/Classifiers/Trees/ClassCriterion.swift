/// Judges splits by the Gini impurity of any number of classes.
///
/// Minimising the weighted Gini impurity of the two sides is maximising the sum over the sides of (sum of squared class
/// weights) / weight; Breiman, Friedman, Olshen & Stone, *Classification and Regression Trees* (1984), chapter 4. Where all rows count
/// alike, all sums are whole numbers, exact in `Double` for up to 94 million rows, and equal splits compare equal. Cells are taken
/// four classes at a time.
struct ClassCriterion: ~Copyable, SplitCriterion {
    struct Sides: BitwiseCopyable {
        var weight = 0.0
        var leftSquares = 0.0
        var rightSquares: Double
    }

    private typealias Lanes = SIMD4<Double>

    static var isBounded: Bool { false }

    private let allLabels: [Int32]
    /// What a row of each class counts.
    private let classFactors: [Double]
    /// What each row of the training set counts besides; nil where all count alike.
    private let rowFactors: [Double]?
    /// The number of classes, rounded up to whole lanes.
    let cellWidth: Int
    private let classCount: Int

    private(set) var isPure = false
    private var nodeWeight = 0.0
    private var nodeSquares = 0.0
    /// The class and the weight of each row of the node, in the node's order.
    private let labels: Scratch<Int32>
    private let weights: Scratch<Double>
    /// The weight of each class in the node, and on the left.
    private let totals: Scratch<Double>
    private let left: Scratch<Double>
    private let cells: Scratch<Double>
    private let rowCounts: Scratch<UInt32>
    /// The class and the weight of the rows that were brought together last.
    private let nearLabels: Scratch<Int32>
    private let nearWeights: Scratch<Double>

    init(_ set: TrainingSet, options: TreeOptions, cellCount: Int, nearLimit: Int) {
        nearLabels = Scratch(repeating: 0, count: nearLimit)
        nearWeights = Scratch(repeating: 0, count: nearLimit)
        let width = Lanes.scalarCount
        allLabels = set.labels
        rowFactors = set.weights
        classFactors = options.classWeight.factors(of: set)
        classCount = set.classCount
        cellWidth = (classCount + width - 1) / width * width
        labels = Scratch(repeating: 0, count: set.rows.rowCount)
        weights = Scratch(repeating: 0, count: set.rows.rowCount)
        totals = Scratch(repeating: 0, count: cellWidth)
        left = Scratch(repeating: 0, count: cellWidth)
        cells = Scratch(repeating: 0, count: cellCount * cellWidth)
        rowCounts = Scratch(repeating: 0, count: cellCount)
    }

    func bring(_ rows: Rows, weights: Span<UInt32>) {
        let (nearLabels, nearWeights) = (nearLabels.elements, nearWeights.elements)
        forEach(rows, weights) { place, label, weight in
            nearLabels[place] = label
            nearWeights[place] = weight
        }
    }

    mutating func enter(_ rows: Rows, weights allWeights: Span<UInt32>, isNear: Bool) {
        let (totals, labels, weights) = (totals.elements, labels.elements, weights.elements)
        totals.update(repeating: 0)
        func take(_ place: Int, _ label: Int32, _ weight: Double) {
            labels[place] = label
            weights[place] = weight
            totals[Int(label)] += weight
        }
        if isNear {
            let (nearLabels, nearWeights) = (nearLabels.elements, nearWeights.elements)
            for place in rows.indices { take(place, nearLabels[Int(rows[place])], nearWeights[Int(rows[place])]) }
        } else {
            forEach(rows, allWeights, take)
        }
        (nodeWeight, nodeSquares) = (0, 0)
        for total in totals {
            nodeWeight += total
            nodeSquares += total * total
        }
        isPure = totals.count { $0 > 0 } == 1
    }

    /// Calls `body` with the class and the weight of each row of the training set.
    @inline(__always)
    private func forEach(
        _ rows: Rows,
        _ weights: Span<UInt32>,
        _ body: (_ place: Int, _ label: Int32, _ weight: Double) -> Void
    ) {
        // A span of what belongs to `self` would bar the way to the rest of it.
        let (known, rowFactors) = (allLabels, rowFactors)
        let allLabels = known.span
        for place in rows.indices {
            let row = Int(rows[place])
            let label = allLabels[row]
            var weight = Double(weights[row]) * classFactors[Int(label)]
            if let rowFactors { weight *= rowFactors[row] }
            body(place, label, weight)
        }
    }

    @inline(__always)
    func allRight() -> Sides {
        left.elements.update(repeating: 0)
        return Sides(rightSquares: nodeSquares)
    }

    @inline(__always)
    func move(_ place: Int, _ sides: inout Sides) {
        let label = Int(labels.elements[place])
        let weight = weights.elements[place]
        let moved = left.elements[label]
        // (a + w)^2 - a^2 = w (2a + w), and the same with a minus sign on the right.
        sides.leftSquares += weight * (2 * moved + weight)
        sides.rightSquares -= weight * (2 * (totals.elements[label] - moved) - weight)
        sides.weight += weight
        left.elements[label] = moved + weight
    }

    func moveAll(_ sides: UnsafeMutableBufferPointer<UInt8>, _ count: Int) -> Sides {
        let (cells, labels, weights) = (cells.elements, labels.elements, weights.elements)
        // The first cell is of those that are moved: which it is cannot be predicted.
        for place in 0..<count { cells[Int(sides[place]) &* cellWidth &+ Int(labels[place])] += weights[place] }
        var moved = allRight()
        move(cell: 0, &moved)
        clear(cell: 0)
        clear(cell: 1)
        return moved
    }

    @inline(__always)
    func score(_ sides: Sides) -> Double {
        sides.leftSquares / sides.weight + sides.rightSquares / (nodeWeight - sides.weight)
    }

    @inline(__always)
    func add(_ place: Int, to cell: Int) {
        cells.elements[cell * cellWidth + Int(labels.elements[place])] += weights.elements[place]
        rowCounts.elements[cell] &+= 1
    }

    @inline(__always)
    func rowCount(of cell: Int) -> Int { Int(rowCounts.elements[cell]) }

    @inline(__always)
    func move(cell: Int, _ sides: inout Sides) {
        let (left, totals, cells) = (left.elements, totals.elements, cells.elements)
        var weight = Lanes.zero
        var leftSquares = Lanes.zero
        var crossProducts = Lanes.zero
        for lane in stride(from: 0, to: cellWidth, by: Lanes.scalarCount) {
            let content = cells.lanes(at: cell * cellWidth + lane)
            let sum = left.lanes(at: lane) + content
            left.setLanes(sum, at: lane)
            weight += content
            leftSquares += sum * sum
            crossProducts += sum * totals.lanes(at: lane)
        }
        sides.weight += weight.sum()
        sides.leftSquares = leftSquares.sum()
        // The squares of (total - left) without forming the differences.
        sides.rightSquares = nodeSquares - 2 * crossProducts.sum() + sides.leftSquares
    }

    @inline(__always)
    func clear(cell: Int) {
        for lane in stride(from: 0, to: cellWidth, by: Lanes.scalarCount) {
            cells.elements.setLanes(.zero, at: cell * cellWidth + lane)
        }
        rowCounts.elements[cell] = 0
    }

    func bound(cell: Int, _ sides: Sides) -> Double { .infinity }

    func finish(_ node: Int, in tree: inout GrownTree) {
        tree.setOutcome(of: node, classWeights: Array(totals.elements.prefix(classCount)))
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

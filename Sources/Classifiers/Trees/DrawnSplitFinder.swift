import Statistics

/// The features of a training set as they are.
struct ValueTable: SplitTable {
    let rowCount: Int
    let featureCount: Int
    let cells: [Double]

    init(_ rows: FeatureRows) {
        rowCount = rows.rowCount
        featureCount = rows.featureCount
        cells = rows.values
    }
}

/// Finds the best of splits whose thresholds are drawn between the least and the greatest value of a feature, one a feature (Geurts,
/// Ernst & Wehenkel 2006).
struct DrawnSplitFinder<Criterion: SplitCriterion & ~Copyable>: ~Copyable, SplitSearch {
    private let minSamplesLeaf: Int
    private var criterion: Criterion
    private var cells: NodeCells<Double>
    private var best: Split?
    private var bestScore = -Double.infinity
    /// The values of the node's rows in the feature that is looked at, and the sides they go to, in the node's order.
    private let values: Scratch<Double>
    private var sides: Scratch<UInt8>
    /// The sides that they go to by the best split.
    private var bestSides: Scratch<UInt8>

    init(_ set: TrainingSet, table: ValueTable, options: TreeOptions) {
        minSamplesLeaf = options.minSamplesLeaf
        cells = NodeCells(
            rowCount: table.rowCount,
            featureCount: table.featureCount,
            steps: CellSteps(feature: 1, row: table.featureCount),
            cell: 0
        )
        criterion = Criterion(set, options: options, cellCount: 2, nearLimit: cells.nearLimit)
        values = Scratch(repeating: 0, count: table.rowCount)
        sides = Scratch(repeating: 0, count: table.rowCount)
        bestSides = Scratch(repeating: 0, count: table.rowCount)
    }

    var isPure: Bool { criterion.isPure }

    func isWorthCopying(_ count: Int) -> Bool { cells.isWorthCopying(count) }

    mutating func bring(_ rows: UnsafeMutableBufferPointer<UInt32>, cells all: Span<Double>, weights: Span<UInt32>) {
        criterion.bring(Rows(rows), weights: weights)
        cells.bring(rows, from: all)
    }

    mutating func leave() { cells.leave() }

    mutating func enter(_ rows: Rows, weights: Span<UInt32>) {
        best = nil
        bestScore = -.infinity
        criterion.enter(rows, weights: weights, isNear: cells.isNear)
    }

    func finish(_ node: Int, in tree: inout GrownTree) { criterion.finish(node, in: &tree) }

    mutating func consider(
        _ feature: Int,
        cells all: Span<Double>,
        rows: Rows,
        using random: inout SplitMix64
    ) -> Bool {
        let (values, sides) = (values.elements, sides.elements)
        cells.forEach(feature, of: rows, in: all) { values[$0] = $1 }
        let (least, greatest, isMissing) = range(rows.count)
        let threshold: Double
        var missing: Split.Side?
        if least < greatest {
            let place = random.nextUnit()
            let drawn = least * (1 - place) + greatest * place
            threshold = drawn >= least && drawn < greatest ? drawn : least
            if isMissing { missing = random.next(below: 2) == 0 ? .left : .right }
        } else if least == greatest && isMissing {
            // What is there is all alike, and goes left.
            (threshold, missing) = (.infinity, .right)
        } else {
            return false
        }
        let rule = SideRule(threshold, missing)
        var right = 0
        for place in rows.indices {
            let side = rule.side(of: values[place])
            sides[place] = side
            right &+= Int(side)
        }
        if min(right, rows.count - right) < minSamplesLeaf { return true }
        let score = criterion.score(criterion.moveAll(sides, rows.count))
        if score > bestScore {
            best = Split(feature: feature, lowRank: 0, threshold: threshold, missing: missing)
            bestScore = score
            swap(&self.sides, &bestSides)
        }
        return true
    }

    func findBest(_ rows: Rows, cells: Span<Double>) -> Split? { best }

    /// The least and the greatest of the values, the least being the greater where there are none, and whether some are missing.
    private func range(_ count: Int) -> (least: Double, greatest: Double, isMissing: Bool) {
        let values = values.elements
        // Two of each side by side, since each comparison waits for the one before it.
        var (least, greatest) = (Double.infinity, -Double.infinity)
        var (otherLeast, otherGreatest) = (least, greatest)
        var missing: UInt8 = 0
        var place = 0
        while place + 2 <= count {
            let (value, other) = (values[place], values[place + 1])
            // Comparisons with what is not a number are false.
            least = value < least ? value : least
            greatest = value > greatest ? value : greatest
            otherLeast = other < otherLeast ? other : otherLeast
            otherGreatest = other > otherGreatest ? other : otherGreatest
            missing |= (value.isNaN ? 1 : 0) | (other.isNaN ? 1 : 0)
            place += 2
        }
        if place < count {
            let value = values[place]
            least = value < least ? value : least
            greatest = value > greatest ? value : greatest
            missing |= value.isNaN ? 1 : 0
        }
        return (min(least, otherLeast), max(greatest, otherGreatest), missing != 0)
    }

    func part(_ rows: Rows, by split: Split, cells all: Span<Double>, into sides: UnsafeMutableBufferPointer<UInt8>) {
        // They are there since the split was found.
        for place in rows.indices { sides[place] = bestSides.elements[place] }
    }
}

/// Which side of a split a value is on: 0 for the left. Which one it is cannot be predicted, so nothing is asked.
private struct SideRule {
    private let threshold: Double
    private let missing: UInt8

    init(_ threshold: Double, _ missing: Split.Side?) {
        self.threshold = threshold
        self.missing = missing == .right ? 1 : 0
    }

    @inline(__always)
    func side(of value: Double) -> UInt8 {
        let isAbove: UInt8 = value > threshold ? 1 : 0
        let isMissing: UInt8 = value.isNaN ? 1 : 0
        return isAbove | isMissing & missing
    }
}

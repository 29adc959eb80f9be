/// What a side of a split is worth by the sum of its rows' numbers.
protocol SideScore: SendableMetatype {
    associatedtype Number: BitwiseCopyable

    /// What is summed up of each row of a training set, as the set has it.
    static func numbers(of set: TrainingSet) -> [Number]
    static func double(_ number: Number) -> Double
    /// What each row counts, beside how often it was drawn; nil where all count alike.
    static func factors(_ set: TrainingSet, _ options: TreeOptions) -> [Double]?
    /// What two sides are worth, whose numbers are found at once. Convex in both, so that it is largest at the ends of what both may be.
    static func scores(sums: SIMD2<Double>, weights: SIMD2<Double>) -> SIMD2<Double>
    static func finish(_ node: Int, in tree: inout GrownTree, sum: Double, weight: Double)
}

/// Minimising the squared errors of the two sides around their means is maximising the sum over the sides of (sum of
/// numbers)² / weight; Breiman, Friedman, Olshen & Stone, *Classification and Regression Trees* (1984), chapter 8.
enum SquaredError: SideScore {
    static func numbers(of set: TrainingSet) -> [Double] { set.numbers ?? [] }
    @inline(__always)
    static func double(_ number: Double) -> Double { number }
    static func factors(_ set: TrainingSet, _ options: TreeOptions) -> [Double]? { set.weights }

    @inline(__always)
    static func scores(sums: SIMD2<Double>, weights: SIMD2<Double>) -> SIMD2<Double> { sums * sums / weights }

    static func finish(_ node: Int, in tree: inout GrownTree, sum: Double, weight: Double) {
        tree.setNumber(sum / weight, of: node, weight: weight)
    }
}

/// The Gini impurity of two classes, as `ClassCriterion` has it for any number; what is summed up is 1 for the second.
enum TwoClassImpurity: SideScore {
    static func numbers(of set: TrainingSet) -> [Int32] { set.labels }
    @inline(__always)
    static func double(_ number: Int32) -> Double { Double(number) }

    static func factors(_ set: TrainingSet, _ options: TreeOptions) -> [Double]? {
        let factors = options.classWeight.factors(of: set)
        guard set.weights != nil || factors.contains(where: { $0 != 1 }) else { return nil }
        return set.labels.indices.map { factors[Int(set.labels[$0])] * (set.weights?[$0] ?? 1) }
    }

    @inline(__always)
    static func scores(sums: SIMD2<Double>, weights: SIMD2<Double>) -> SIMD2<Double> {
        let firsts = weights - sums
        return (firsts * firsts + sums * sums) / weights
    }

    static func finish(_ node: Int, in tree: inout GrownTree, sum: Double, weight: Double) {
        tree.setOutcome(of: node, classWeights: [weight - sum, sum])
    }
}

/// Judges splits by the sums of numbers on either side.
struct SumCriterion<Score: SideScore>: ~Copyable, SplitCriterion {
    struct Sides: BitwiseCopyable {
        var weight = 0.0
        var sum = 0.0
    }

    /// What a row counts, and its number.
    private struct Row: BitwiseCopyable {
        var weight = 0.0
        var number = 0.0
    }

    private struct Cell: BitwiseCopyable {
        var weight = 0.0
        var sum = 0.0
        var rows = 0
    }

    static var isBounded: Bool { true }

    private let numbers: [Score.Number]
    private let factors: [Double]?
    private(set) var isPure = false
    private var nodeWeight = 0.0
    private var nodeSum = 0.0
    private var (least, greatest) = (0.0, 0.0)
    /// What each row of the node counts, and its number times that, in the node's order.
    private let rows: Scratch<Sides>
    private let cells: Scratch<Cell>
    /// The rows that were brought together last.
    private let near: Scratch<Row>

    init(_ set: TrainingSet, options: TreeOptions, cellCount: Int, nearLimit: Int) {
        near = Scratch(repeating: Row(), count: nearLimit)
        numbers = Score.numbers(of: set)
        factors = Score.factors(set, options)
        rows = Scratch(repeating: Sides(), count: set.rows.rowCount)
        cells = Scratch(repeating: Cell(), count: cellCount)
    }

    var cellWidth: Int { 1 }

    func bring(_ rows: Rows, weights: Span<UInt32>) {
        let near = near.elements
        forEach(rows, weights) { near[$0] = $1 }
    }

    mutating func enter(_ rows: Rows, weights: Span<UInt32>, isNear: Bool) {
        let own = self.rows.elements
        var (whole, sum) = (0.0, 0.0)
        var (low, high) = (Double.infinity, -Double.infinity)
        func take(_ place: Int, _ row: Row) {
            own[place] = Sides(weight: row.weight, sum: row.weight * row.number)
            whole += row.weight
            sum += row.weight * row.number
            low = min(low, row.number)
            high = max(high, row.number)
        }
        if isNear {
            let near = near.elements
            for place in rows.indices { take(place, near[Int(rows[place])]) }
        } else {
            forEach(rows, weights, take)
        }
        (nodeWeight, nodeSum, least, greatest) = (whole, sum, low, high)
        isPure = low == high
    }

    /// Calls `body` with what there is to know of each row of the training set.
    @inline(__always)
    private func forEach(_ rows: Rows, _ weights: Span<UInt32>, _ body: (_ place: Int, _ row: Row) -> Void) {
        // A span of what belongs to `self` would bar the way to the rest of it.
        let (known, factors) = (numbers, factors)
        let numbers = known.span
        for place in rows.indices {
            let row = Int(rows[place])
            var weight = Double(weights[row])
            if let factors { weight *= factors[row] }
            body(place, Row(weight: weight, number: Score.double(numbers[row])))
        }
    }

    @inline(__always)
    func allRight() -> Sides { Sides() }

    @inline(__always)
    func move(_ place: Int, _ sides: inout Sides) {
        let row = rows.elements[place]
        sides.weight += row.weight
        sides.sum += row.sum
    }

    func moveAll(_ sides: UnsafeMutableBufferPointer<UInt8>, _ count: Int) -> Sides {
        let rows = rows.elements
        // Four sums side by side, since each addition waits for the one before it.
        var (first, second) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        var place = 0
        while place + 4 <= count {
            let (a, b) = (rows[place], rows[place + 1])
            let (c, d) = (rows[place + 2], rows[place + 3])
            // What cannot be predicted is better not asked.
            let (ofA, ofB) = (Double(1 - sides[place]), Double(1 - sides[place + 1]))
            let (ofC, ofD) = (Double(1 - sides[place + 2]), Double(1 - sides[place + 3]))
            first += SIMD4(a.weight, a.sum, b.weight, b.sum) * SIMD4(ofA, ofA, ofB, ofB)
            second += SIMD4(c.weight, c.sum, d.weight, d.sum) * SIMD4(ofC, ofC, ofD, ofD)
            place += 4
        }
        first += second
        var moved = Sides(weight: first[0] + first[2], sum: first[1] + first[3])
        while place < count {
            if sides[place] == 0 { move(place, &moved) }
            place += 1
        }
        return moved
    }

    @inline(__always)
    func score(_ sides: Sides) -> Double {
        let both = Score.scores(
            sums: SIMD2(sides.sum, nodeSum - sides.sum),
            weights: SIMD2(sides.weight, nodeWeight - sides.weight)
        )
        return both[0] + both[1]
    }

    @inline(__always)
    func add(_ place: Int, to cell: Int) {
        let row = rows.elements[place]
        var content = cells.elements[cell]
        content.weight += row.weight
        content.sum += row.sum
        content.rows &+= 1
        cells.elements[cell] = content
    }

    @inline(__always)
    func rowCount(of cell: Int) -> Int { cells.elements[cell].rows }

    @inline(__always)
    func move(cell: Int, _ sides: inout Sides) {
        sides.weight += cells.elements[cell].weight
        sides.sum += cells.elements[cell].sum
    }

    @inline(__always)
    func clear(cell: Int) { cells.elements[cell] = Cell() }

    /// Moved rows of a cell have sums between what they come to if each had the least number of the node and if each had the
    /// greatest, and so have those that stay. A convex score is largest at a corner of that: at one of the two where the cell is
    /// parted into rows of the greatest number alone and rows of the least, or where nothing is parted.
    func bound(cell: Int, _ sides: Sides) -> Double {
        let content = cells.elements[cell]
        let high = (content.sum - content.weight * least) / (greatest - least)
        let low = content.weight - high
        var bound = -Double.infinity
        for (weight, number) in [(high, greatest), (low, least)] {
            let moved = score(Sides(weight: sides.weight + weight, sum: sides.sum + weight * number))
            // Not a number where a side is empty.
            if moved > bound { bound = moved }
        }
        return bound
    }

    func finish(_ node: Int, in tree: inout GrownTree) {
        Score.finish(node, in: &tree, sum: nodeSum, weight: nodeWeight)
    }
}

/// Moves rows from the right of a node to its left in order of rank, and keeps the best place to split between two ranks.
///
/// Minimising the weighted Gini impurity of the two sides is maximising the sum over the sides of (sum of squared class
/// weights) / weight; Breiman, Friedman, Olshen & Stone, *Classification and Regression Trees* (1984), chapter 4.
struct Sweep {
    private let rows: Int
    private let weight: Double
    private let minSamplesLeaf: Int

    private var leftRows = 0
    private var leftWeight = 0.0
    private var leftSquares = 0.0
    private var rightSquares: Double
    private var rank = -1
    private var lowRank = -1
    private var highRank = -1

    private(set) var sawSeveralRanks = false
    private(set) var bestScore: Double

    /// - Parameters:
    ///   - squares: the sum of the squared class weights of the node.
    ///   - bestScore: the score that has to be exceeded.
    init(rows: Int, weight: Double, squares: Double, minSamplesLeaf: Int, bestScore: Double) {
        self.rows = rows
        self.weight = weight
        self.minSamplesLeaf = minSamplesLeaf
        self.bestScore = bestScore
        rightSquares = squares
    }

    /// The ranks on either side of the best split, if one exceeds the score given at the start.
    var bestRanks: (low: Int, high: Int)? { lowRank < 0 ? nil : (lowRank, highRank) }

    /// Says that the rows taken next have this rank, which makes a place to split if it is a new one.
    @inline(__always)
    mutating func reach(rank next: Int) {
        if next == rank { return }
        defer { rank = next }
        if rank < 0 { return }
        sawSeveralRanks = true
        if leftRows < minSamplesLeaf || rows - leftRows < minSamplesLeaf { return }
        let score = leftSquares / leftWeight + rightSquares / (weight - leftWeight)
        if score > bestScore {
            bestScore = score
            lowRank = rank
            highRank = next
        }
    }

    /// Moves one row to the left.
    ///
    /// - Parameters:
    ///   - total: the weight of the row's class in the node.
    ///   - left: the weight of the row's class on the left.
    @inline(__always)
    mutating func take(weight: Double, of total: Double, left: inout Double) {
        // (a + w)^2 - a^2 = w (2a + w), and the same with a minus sign on the right.
        leftSquares += weight * (2 * left + weight)
        rightSquares -= weight * (2 * (total - left) - weight)
        left += weight
        leftWeight += weight
        leftRows += 1
    }

    /// Moves rows of several classes to the left, after which the squared class weights of the sides sum up to these.
    @inline(__always)
    mutating func move(rows: Int, weight: Double, leftSquares: Double, rightSquares: Double) {
        leftRows += rows
        leftWeight += weight
        self.leftSquares = leftSquares
        self.rightSquares = rightSquares
    }
}

/// Moves rows from the right of a node to its left in order of rank, and keeps the best place to split between two ranks.
///
/// Minimising the squared errors of the two sides around their means is maximising the sum over the sides of (sum of
/// numbers)² / weight; Breiman, Friedman, Olshen & Stone, *Classification and Regression Trees* (1984), chapter 8.
struct MeanSweep {
    private let rows: Int
    private let weight: Double
    private let sum: Double
    private let minSamplesLeaf: Int

    private var leftRows = 0
    private var leftWeight = 0.0
    private var leftSum = 0.0
    private var rank = -1
    private var lowRank = -1
    private var highRank = -1

    private(set) var sawSeveralRanks = false
    private(set) var bestScore: Double

    /// - Parameters:
    ///   - sum: the sum of the node's numbers, each times its weight.
    ///   - bestScore: the score that has to be exceeded.
    init(rows: Int, weight: Double, sum: Double, minSamplesLeaf: Int, bestScore: Double) {
        self.rows = rows
        self.weight = weight
        self.sum = sum
        self.minSamplesLeaf = minSamplesLeaf
        self.bestScore = bestScore
    }

    /// The ranks on either side of the best split, if one exceeds the score given at the start.
    var bestRanks: (low: Int, high: Int)? { lowRank < 0 ? nil : (lowRank, highRank) }

    /// The score of a split.
    @inline(__always)
    static func score(left: Double, of leftWeight: Double, right: Double, of rightWeight: Double) -> Double {
        left * left / leftWeight + right * right / rightWeight
    }

    /// Says that the rows taken next have this rank, which makes a place to split if it is a new one.
    @inline(__always)
    mutating func reach(rank next: Int) {
        if next == rank { return }
        defer { rank = next }
        if rank < 0 { return }
        sawSeveralRanks = true
        if leftRows < minSamplesLeaf || rows - leftRows < minSamplesLeaf { return }
        let score = Self.score(left: leftSum, of: leftWeight, right: sum - leftSum, of: weight - leftWeight)
        if score > bestScore {
            bestScore = score
            lowRank = rank
            highRank = next
        }
    }

    /// Moves rows to the left: how many, what they count, and the sum of their numbers times that.
    @inline(__always)
    mutating func take(rows: Int, weight: Double, sum: Double) {
        leftRows += rows
        leftWeight += weight
        leftSum += sum
    }
}

/// The best place to split a node by one feature, among those that were offered.
struct SplitPlace: BitwiseCopyable {
    private let rowCount: Int
    private let minSamplesLeaf: Int
    /// The best score so far, at first that which has to be exceeded.
    private(set) var score: Double
    /// The rows below this rank go left; nil where no score exceeds the first.
    var rank: UInt32? { isFound ? found : nil }
    private var found: UInt32 = 0
    private var isFound = false

    init(rowCount: Int, minSamplesLeaf: Int, exceeding score: Double) {
        self.rowCount = rowCount
        self.minSamplesLeaf = minSamplesLeaf
        self.score = score
    }

    /// Whether a split with so many rows on the left is allowed.
    @inline(__always)
    func allows(leftRows: Int) -> Bool { leftRows >= minSamplesLeaf && rowCount - leftRows >= minSamplesLeaf }

    /// - Parameter rank: the least on the right; of equal scores the least rank counts, in whatever order they are offered.
    @inline(__always)
    mutating func offer(_ next: Double, rank: UInt32) {
        if next > score || next == score && isFound && rank < found {
            score = next
            found = rank
            isFound = true
        }
    }
}

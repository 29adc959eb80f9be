import Statistics

/// Finds how a node is best split, one feature at a time, and says what it answers where it is a leaf.
protocol NodeFinder: ~Copyable, SendableMetatype {
    /// The rows of a node, in a part of the grower's memory.
    typealias Rows = UnsafeBufferPointer<UInt32>

    /// - Parameters:
    ///   - features: those of the set's rows.
    init(_ set: TrainingSet, features: RankedFeatures, options: TreeOptions)

    /// Whether all rows of the node that was entered last are alike, so that no split gains anything.
    var isPure: Bool { get }
    /// The best split of the features considered since the node was entered, the first of them where several tie.
    var best: Split? { get }

    /// Starts a node with these rows.
    ///
    /// - Parameter weights: how often each row of the training set counts.
    mutating func enter(_ rows: Rows, weights: Span<UInt32>)

    /// Looks for a better split by a feature; false if it is constant in the node.
    ///
    /// - Parameters:
    ///   - ranks: the feature's rank of each row of the training set.
    ///   - rows: the rows that the node was entered with.
    mutating func consider(_ feature: Int, ranks: Span<UInt32>, rows: Rows) -> Bool

    /// Looks whether a threshold drawn between the least and the greatest value of a feature is a better split; false if the
    /// feature is constant in the node (Geurts, Ernst & Wehenkel 2006).
    mutating func considerRandom(_ feature: Int, ranks: Span<UInt32>, rows: Rows, using random: inout SplitMix64)
        -> Bool

    /// Says what the node that was entered last answers as a leaf of a tree.
    func finish(_ node: Int, in tree: inout GrownTree)
}

extension RankedFeatures {
    /// A threshold drawn between the least and the greatest value of a feature among some rows, with the highest rank below it, and
    /// the side that rows go to which lack the feature, drawn as well; nil where there is one value only.
    func drawThreshold(
        _ feature: Int,
        ranks: Span<UInt32>,
        rows: UnsafeBufferPointer<UInt32>,
        using random: inout SplitMix64
    ) -> (lowRank: Int, threshold: Double, missing: Split.Side?)? {
        let missing = missingRank(of: feature)
        var (least, greatest) = (UInt32.max, UInt32.min)
        var isMissing = false
        for row in rows {
            let rank = ranks[Int(row)]
            if rank == missing {
                isMissing = true
                continue
            }
            least = min(least, rank)
            greatest = max(greatest, rank)
        }
        if least >= greatest {
            // What is there is all alike, and goes left.
            return least == greatest && isMissing ? (Int(least), .infinity, .right) : nil
        }
        let low = value(of: feature, rank: Int(least))
        let high = value(of: feature, rank: Int(greatest))
        let place = random.nextUnit()
        let drawn = low * (1 - place) + high * place
        let threshold = drawn >= low && drawn < high ? drawn : low
        let side: Split.Side? = isMissing ? (random.next(below: 2) == 0 ? .left : .right) : nil
        return (rank(of: feature, atMost: threshold, in: Int(least)..<Int(greatest)), threshold, side)
    }
}

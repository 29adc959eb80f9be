import Statistics

extension RankedFeatures {
    /// A threshold drawn between the least and the greatest value of a feature among some rows, with the highest rank below it, and
    /// the side that rows go to which lack the feature, drawn as well; nil where there is one value only.
    ///
    /// - Parameters:
    ///   - ranks: those of the rows.
    ///   - least: the least rank of the rows that have the feature; more than the greatest where none has it.
    ///   - isMissing: whether some lack it.
    func drawThreshold(
        _ feature: Int,
        _ ranks: UnsafeBufferPointer<UInt32>,
        _ least: UInt32,
        _ greatest: UInt32,
        isMissing: Bool,
        using random: inout SplitMix64
    ) -> (lowRank: Int, threshold: Double, missing: Split.Side?)? {
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
        // Few ranks are searched in no time.
        guard ranks.count <= 32, greatest - least > 64 else {
            return (rank(of: feature, atMost: threshold, in: Int(least)..<Int(greatest)), threshold, side)
        }
        // Values that wait for memory side by side are there sooner than fewer one after the other.
        var lowRank = least
        for rank in ranks {
            let isBelow = rank <= greatest && value(of: feature, rank: Int(rank)) <= threshold
            lowRank = max(lowRank, isBelow ? rank : least)
        }
        return (Int(lowRank), threshold, side)
    }
}

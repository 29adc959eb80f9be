extension UnsafeBufferPointer<UInt32> {
    /// Some rows by their ranks: the places of those that lack the feature, and the others in order of rank, rows of one rank in
    /// their own order.
    func missingFirst(_ ranks: Span<UInt32>, missing: UInt32) -> (lacking: [Int], order: [(rank: Int, index: Int)]) {
        var lacking: [Int] = []
        var keys: [UInt64] = []
        for index in indices {
            let rank = ranks[Int(self[index])]
            if rank == missing { lacking.append(index) } else { keys.append(UInt64(rank) << 32 | UInt64(index)) }
        }
        guard !lacking.isEmpty else { return ([], []) }
        keys.sort()
        return (lacking, keys.map { (Int($0 >> 32), Int($0 & 0xFFFF_FFFF)) })
    }
}

/// The rows of a node on their way into the bins of its features, which threads may share.
///
/// - Remark: Each feature is filled by one thread alone, so that sums are the same on any number of them; and whoever fills waits
///   for all, so that the memory outlives the work.
struct BinFilling: @unchecked Sendable {
    /// Fewer cells are not worth another thread's start.
    private static let leastShared = 1 << 17

    let bins: FeatureBins
    let rows: UnsafeBufferPointer<UInt32>
    /// The slopes and curvatures of the rows, in their order.
    let slopes: UnsafeBufferPointer<Float>
    let curvatures: UnsafeBufferPointer<Float>
    /// Where the bins of each feature are added up.
    let sums: [UnsafeMutableBufferPointer<BinSum>]

    /// - Parameter threads: how many may work at once.
    func run(threads: Int) async {
        guard threads > 1, rows.count * bins.featureCount >= Self.leastShared else {
            for pair in 0..<pairCount { fill(pair: pair) }
            return
        }
        let tickets = TicketCounter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 1..<min(threads, pairCount) {
                group.addTask { fillSome(tickets) }
            }
            fillSome(tickets)
        }
    }

    private func fillSome(_ tickets: TicketCounter) {
        while true {
            let pair = tickets.take()
            guard pair < pairCount else { return }
            fill(pair: pair)
        }
    }

    /// Features are filled two at a time: what is read of a row serves both, and neither waits for the other's sums.
    private var pairCount: Int { (bins.featureCount + 1) / 2 }

    private func fill(pair: Int) {
        let first = 2 * pair
        guard first + 1 < bins.featureCount else { return fill(first) }
        let (firstSums, secondSums) = (sums[first], sums[first + 1])
        firstSums.update(repeating: .zero)
        secondSums.update(repeating: .zero)
        withColumn(first) { firstColumn in
            withColumn(first + 1) { secondColumn in
                for index in rows.indices {
                    let row = Int(rows[index])
                    let both = SIMD2(Double(slopes[index]), Double(curvatures[index]))
                    let (firstBin, secondBin) = (Int(firstColumn[row]), Int(secondColumn[row]))
                    firstSums[firstBin].add(both)
                    secondSums[secondBin].add(both)
                }
            }
        }
    }

    private func fill(_ feature: Int) {
        let sums = sums[feature]
        sums.update(repeating: .zero)
        withColumn(feature) { column in
            for index in rows.indices {
                sums[Int(column[Int(rows[index])])].add(SIMD2(Double(slopes[index]), Double(curvatures[index])))
            }
        }
    }

    private func withColumn(_ feature: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        bins.bins.withUnsafeBufferPointer { all in
            body(UnsafeBufferPointer(rebasing: all[feature * bins.rowCount..<(feature + 1) * bins.rowCount]))
        }
    }
}

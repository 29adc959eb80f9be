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
            for feature in 0..<bins.featureCount { fill(feature) }
            return
        }
        let tickets = TicketCounter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 1..<min(threads, bins.featureCount) {
                group.addTask { fillSome(tickets) }
            }
            fillSome(tickets)
        }
    }

    private func fillSome(_ tickets: TicketCounter) {
        while true {
            let feature = tickets.take()
            guard feature < bins.featureCount else { return }
            fill(feature)
        }
    }

    private func fill(_ feature: Int) {
        let sums = sums[feature]
        sums.update(repeating: .zero)
        bins.bins.withUnsafeBufferPointer { all in
            let column = UnsafeBufferPointer(rebasing: all[feature * bins.rowCount..<(feature + 1) * bins.rowCount])
            for index in rows.indices {
                let bin = Int(column[Int(rows[index])])
                sums[bin].sums += SIMD2(Double(slopes[index]), Double(curvatures[index]))
                sums[bin].count &+= 1
            }
        }
    }
}

import Platform
import Statistics

/// The features of a training set by column, each value replaced by the number of the bin that it falls into.
///
/// As scikit-learn's `_BinMapper`: a bin a distinct value where there are few enough of them, with thresholds halfway
/// between, else bins of about as many rows each. What is missing has a bin of its own, the last.
struct FeatureBins: Sendable {
    /// Where there are more rows, thresholds are found from so many of them, drawn at random.
    private static let sampleSize = 200_000
    /// Fewer values are not worth another thread's start.
    private static let leastShared = 1 << 16
    /// No feature has more thresholds than this, one less than a power of two.
    private static let mostThresholds = 255

    let rowCount: Int
    let featureCount: Int
    /// The bins, from 0, feature by feature and row by row within one.
    let bins: [UInt8]
    /// The thresholds of each feature, ascending: rows at or below the first are in bin 0.
    private let thresholds: [[Double]]
    private let hasMissing: [Bool]

    /// - Parameters:
    ///   - maxBins: the most bins of a feature, 255 at most.
    ///   - threads: how many may work at once.
    init(_ rows: FeatureRows, maxBins: Int, random: SplitMix64, threads: Int) async {
        rowCount = rows.rowCount
        featureCount = rows.featureCount
        let sample = Self.sample(of: rows.rowCount, using: random)
        var columns = [Binned?](repeating: nil, count: rows.featureCount)
        let tickets = TicketCounter()
        await withTaskGroup(of: [(feature: Int, column: Binned)].self) { group in
            for _ in 0..<max(1, min(threads, rows.featureCount, rows.values.count / Self.leastShared)) {
                group.addTask {
                    var found: [(feature: Int, column: Binned)] = []
                    while true {
                        let feature = tickets.take()
                        guard feature < rows.featureCount else { return found }
                        found.append((feature, Binned(rows, feature, sample, maxBins: maxBins)))
                    }
                }
            }
            for await found in group {
                for (feature, column) in found { columns[feature] = column }
            }
        }
        var bins = LargePages.array(repeating: UInt8(0), count: rowCount * featureCount)
        for (feature, column) in columns.enumerated() {
            bins.replaceSubrange(feature * rowCount..<(feature + 1) * rowCount, with: column?.bins ?? [])
        }
        let thresholds = columns.map { $0?.thresholds ?? [] }
        let hasMissing = columns.map { $0?.hasMissing ?? false }
        self.thresholds = thresholds
        self.hasMissing = hasMissing
        self.bins = bins
    }

    func binCount(of feature: Int) -> Int { thresholds[feature].count + (hasMissing[feature] ? 2 : 1) }

    /// The bin of rows that lack the feature; nil where none does.
    func missingBin(of feature: Int) -> Int? { hasMissing[feature] ? thresholds[feature].count + 1 : nil }

    /// What the rows of that bin and those before are at most; everything that is there, behind the last threshold.
    func threshold(of feature: Int, bin: Int) -> Double {
        bin < thresholds[feature].count ? thresholds[feature][bin] : .infinity
    }

    /// A feature whose values have been sorted into bins.
    private struct Binned: Sendable {
        let thresholds: [Double]
        let bins: [UInt8]
        let hasMissing: Bool

        init(_ rows: FeatureRows, _ feature: Int, _ sample: [Int], maxBins: Int) {
            var known = sample.map { rows.values[$0 * rows.featureCount + feature] }.filter { !$0.isNaN }
            known = ValueSorter.sorted(known)
            thresholds = FeatureBins.thresholds(known, maxBins: maxBins)
            (bins, hasMissing) = FeatureBins.assign(rows, feature, thresholds)
        }
    }

    /// All rows, or some of them: each as likely as any other (Knuth, *The Art of Computer Programming* 2, algorithm S).
    private static func sample(of count: Int, using random: SplitMix64) -> [Int] {
        guard count > sampleSize else { return Array(0..<count) }
        var random = random
        var sample: [Int] = []
        for row in 0..<count where random.next(below: count - row) < sampleSize - sample.count { sample.append(row) }
        return sample
    }

    private static func thresholds(_ sorted: [Double], maxBins: Int) -> [Double] {
        var distinct: [Double] = []
        for value in sorted where distinct.last != value {
            distinct.append(value)
            if distinct.count > maxBins { return quantiles(sorted, count: maxBins) }
        }
        return zip(distinct, distinct.dropFirst()).map { low, high in
            let middle = (low + high) / 2
            // Between two neighbouring numbers there is none, and a sum of two may be too large.
            return middle >= low && middle < high ? middle : max(low, min(low / 2 + high / 2, high.nextDown))
        }
    }

    /// The numbers that part the values into `count` parts of the same size; where one falls between two values, their
    /// middle (Hyndman & Fan 1996, definition 2), computed as NumPy does.
    private static func quantiles(_ sorted: [Double], count: Int) -> [Double] {
        let step = 100 / Double(count)
        var found: [Double] = []
        for part in 1..<count {
            let place = Double(sorted.count) * (Double(part) * step / 100) - 1
            let lower = max(0, Int(place.rounded(.down)))
            let (low, high) = (sorted[lower], sorted[min(lower + 1, sorted.count - 1)])
            let value = place == Double(lower) ? high - (high - low) * 0.5 : high
            if found.last != value { found.append(value) }
        }
        return found
    }

    /// Gives each row its bin, the number of thresholds that its value is above, and says whether some row lacks the feature.
    private static func assign(
        _ rows: FeatureRows,
        _ feature: Int,
        _ thresholds: [Double]
    ) -> (bins: [UInt8], hasMissing: Bool) {
        var isMissing = false
        let values = rows.values.span
        // Filled up to as many as have searches of the same steps for all values, none of which anybody need foresee.
        let filled = thresholds + [Double](repeating: .infinity, count: Self.mostThresholds - thresholds.count)
        let limits = filled.span
        var bins = [UInt8](repeating: 0, count: rows.rowCount)
        var span = bins.mutableSpan
        for row in 0..<rows.rowCount {
            let value = values[row * rows.featureCount + feature]
            var bin = 0
            var step = (Self.mostThresholds + 1) / 2
            while step > 0 {
                bin &+= limits[bin &+ step &- 1] < value ? step : 0
                step /= 2
            }
            if value.isNaN {
                isMissing = true
                bin = thresholds.count + 1
            }
            span[row] = UInt8(truncatingIfNeeded: bin)
        }
        return (bins, isMissing)
    }
}

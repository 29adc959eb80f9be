/// Counts of two samples of one distribution, drawn again and again: how far apart noise alone puts them.
///
/// The distribution is that of both samples together. Where one of them is small, each draw deals out anew which of all
/// observations are its own, a permutation test; where both are large, each is drawn from the shares, which is as good then.
package struct ShareNull: Sendable {
    private let reference: Int
    private let actual: Int
    private let pooled: [Int]
    private let laws: [BinomialLaw?]
    private let replications: Int
    private let seed: UInt64

    /// A sample of no more is dealt out.
    private static let dealtLimit = 2000

    /// Nil where a side has nothing, or the two do not have the same bins. The more bins, the fewer draws: at least 500, else 2000.
    package init?(reference: [Int], actual: [Int], seed: UInt64 = 0) {
        guard reference.count == actual.count else { return nil }
        self.reference = reference.reduce(0, +)
        self.actual = actual.reduce(0, +)
        guard self.reference > 0, self.actual > 0 else { return nil }
        let pooled = zip(reference, actual).map { $0 + $1 }
        var left = pooled.reduce(0, +)
        var laws: [BinomialLaw?] = []
        for count in pooled {
            laws.append(
                left == count && count > 0
                    ? nil : BinomialLaw(probability: left == 0 ? 0 : Double(count) / Double(left))
            )
            left -= count
        }
        self.laws = laws
        self.pooled = pooled
        replications = max(500, min(2000, 400_000 / max(1, pooled.count)))
        self.seed = seed
    }

    /// What some distances come to in each draw, in order of size for each of them.
    package func distances(_ measure: (_ reference: [Int], _ actual: [Int]) -> [Double]) -> [[Double]] {
        var random = SplitMix64(seed: seed)
        var (left, right) = ([Int](repeating: 0, count: laws.count), [Int](repeating: 0, count: laws.count))
        var found: [[Double]] = []
        let ends = pooled.reduce(into: [Int]()) { $0.append(($0.last ?? 0) + $1) }
        for _ in 0..<replications {
            if min(reference, actual) > Self.dealtLimit {
                draw(reference, to: &left, &random)
                draw(actual, to: &right, &random)
            } else if reference <= actual {
                deal(reference, of: ends, to: &left, &random)
                for cell in pooled.indices { right[cell] = pooled[cell] - left[cell] }
            } else {
                deal(actual, of: ends, to: &right, &random)
                for cell in pooled.indices { left[cell] = pooled[cell] - right[cell] }
            }
            let distances = measure(left, right)
            if found.isEmpty { found = [[Double]](repeating: [], count: distances.count) }
            for (measure, distance) in distances.enumerated() { found[measure].append(distance) }
        }
        return found.map { $0.sorted() }
    }

    /// Takes so many of all observations, none twice; `ends` says where those of each cell end.
    private func deal(_ count: Int, of ends: [Int], to cells: inout [Int], _ random: inout SplitMix64) {
        for cell in cells.indices { cells[cell] = 0 }
        var taken = Set<Int>(minimumCapacity: count)
        while taken.count < count {
            let place = random.next(below: reference + actual)
            guard taken.insert(place).inserted else { continue }
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if ends[middle] <= place { low = middle + 1 } else { high = middle }
            }
            cells[low] += 1
        }
    }

    private func draw(_ count: Int, to cells: inout [Int], _ random: inout SplitMix64) {
        var left = count
        for (cell, law) in laws.enumerated() {
            cells[cell] = left == 0 ? 0 : law?.draw(left, using: &random) ?? left
            left -= cells[cell]
        }
    }
}

extension Array where Element == Double {
    /// How probable a distance is that is at least this, the numbers being what draws came to, in order: the draw at hand counts
    /// as one, so that it is never 0 (Davison & Hinkley, Bootstrap Methods, 1997).
    package func drawnTail(from distance: Double) -> Double {
        // What rounding takes away must not tell equal distances apart.
        let bound = distance - abs(distance) * 1e-12
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < bound { low = middle + 1 } else { high = middle }
        }
        return Double(count - low + 1) / Double(count + 1)
    }

    /// What a draw exceeds with at most that probability, the numbers being in order.
    package func drawnQuantile(tail probability: Double) -> Double {
        self[Swift.max(0, Swift.min(count - 1, Int((Double(count) * (1 - probability)).rounded(.up)) - 1))]
    }
}

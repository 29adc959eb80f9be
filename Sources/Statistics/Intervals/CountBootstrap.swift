/// The bootstrap of rows that only their counts are left of (Efron, Annals of Statistics 7, 1979): the percentile interval
/// of a number that is made from how many rows fell in each of several cells.
///
/// Drawing as many rows again, with replacement, is drawing the counts from a multinomial law, so the rows are not needed.
package struct CountBootstrap: Sendable {
    private let counts: [Int]
    private let replications: Int
    private let seed: UInt64

    package init(counts: [Int], replications: Int = 2000, seed: UInt64 = 0) {
        self.counts = counts
        self.replications = replications
        self.seed = seed
    }

    /// The interval of the number; nil where a tenth of the draws or more have none, so that it says little.
    package func interval(confidence: Double = 0.95, of number: ([Int]) -> Double?) -> (lower: Double, upper: Double)? {
        guard counts.contains(where: { $0 > 0 }), confidence > 0, confidence < 1 else { return nil }
        let laws = laws
        var random = SplitMix64(seed: seed)
        var drawn = counts
        var numbers: [Double] = []
        numbers.reserveCapacity(replications)
        let total = counts.reduce(0, +)
        for _ in 0..<replications {
            var left = total
            for (cell, law) in laws.enumerated() {
                drawn[cell] = law?.draw(left, using: &random) ?? left
                left -= drawn[cell]
            }
            if let number = number(drawn) { numbers.append(number) }
        }
        guard numbers.count * 10 > replications * 9 else { return nil }
        numbers.sort()
        let tail = (1 - confidence) / 2
        let below = Int((Double(numbers.count) * tail).rounded(.down))
        return (numbers[below], numbers[numbers.count - 1 - below])
    }

    /// For each cell, the law of its rows among those that the cells before it left; nil where it takes them all.
    private var laws: [BinomialLaw?] {
        var left = counts.reduce(0, +)
        return counts.map { count in
            defer { left -= count }
            return left == count && count > 0
                ? nil : BinomialLaw(probability: left == 0 ? 0 : Double(count) / Double(left))
        }
    }
}

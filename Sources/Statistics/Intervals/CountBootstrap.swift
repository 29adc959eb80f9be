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

    /// The interval of the number; nil where a tenth of the draws or more have none, so that it says little, or where all rows
    /// are in the one cell that there is, so that they say nothing of others.
    ///
    /// Rows that all draws agree about, such as those of a model that is always right, would have an interval of no width,
    /// as if there were no other rows. There each draw has one row more, in a cell of its own that each may be as likely.
    package func interval(confidence: Double = 0.95, of number: ([Int]) -> Double?) -> (lower: Double, upper: Double)? {
        guard counts.contains(where: { $0 > 0 }), confidence > 0, confidence < 1 else { return nil }
        guard var numbers = numbers(hasUnseen: false, number) else { return nil }
        // Numbers that rounding alone sets apart are the same.
        if let first = numbers.first, let last = numbers.last, last - first <= 1e-12 * max(1, abs(last)) {
            guard counts.count > 1, let others = self.numbers(hasUnseen: true, number) else { return nil }
            numbers = others
        }
        let tail = (1 - confidence) / 2
        let below = Int((Double(numbers.count) * tail).rounded(.down))
        return (numbers[below], numbers[numbers.count - 1 - below])
    }

    /// What the draws come to, in order; nil where too few come to anything.
    ///
    /// - Parameter hasUnseen: Whether each draw has one row more, in a cell drawn evenly.
    private func numbers(hasUnseen: Bool, _ number: ([Int]) -> Double?) -> [Double]? {
        let laws = laws
        var random = SplitMix64(seed: seed)
        var drawn = counts
        var numbers: [Double] = []
        numbers.reserveCapacity(replications)
        let total = counts.reduce(0, +) + (hasUnseen ? 1 : 0)
        let unseen = BinomialLaw(probability: 1 / Double(total))
        for _ in 0..<replications {
            let cell = hasUnseen ? random.next(below: counts.count) : 0
            let added = hasUnseen ? unseen.draw(total, using: &random) : 0
            var left = total - added
            for (cell, law) in laws.enumerated() {
                drawn[cell] = law?.draw(left, using: &random) ?? left
                left -= drawn[cell]
            }
            drawn[cell] += added
            if let number = number(drawn) { numbers.append(number) }
        }
        return numbers.count * 10 > replications * 9 ? numbers.sorted() : nil
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

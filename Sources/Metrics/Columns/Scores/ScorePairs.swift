import Statistics

/// The scores that two models have given the same rows, with the side that each row is on: all of them, or, of more different ones than
/// `limit`, those that a hash of their values picks.
package struct ScorePairs: Sendable, Hashable {
    package struct Row: Sendable, Hashable {
        /// What the row is told apart by from others of the same scores.
        package let group: Int32
        package let isPositive: Bool
        package let first: Double
        package let second: Double

        package init(group: Int32 = 0, isPositive: Bool, first: Double, second: Double) {
            self.group = group
            self.isPositive = isPositive
            self.first = first
            self.second = second
        }

        /// Which rows stay depends on their values alone, and so on no order.
        fileprivate var hash: UInt64 {
            CounterRandom.bits(seed: first.bitPattern, stream: second.bitPattern, index: isPositive ? 1 : 0)
        }

        func isBefore(_ other: Row) -> Bool {
            if first != other.first { return first < other.first }
            if second != other.second { return second < other.second }
            return isPositive && !other.isPositive
        }
    }

    package private(set) var counts: [Row: Int] = [:]
    /// How often the rows that are kept were halved.
    private(set) var halvings = 0
    private let limit: Int

    package init(limit: Int = 1 << 17) { self.limit = limit }

    /// The same with rows that were kept before; nil where these are not as many as fit.
    init?(limit: Int, halvings: Int, _ counts: [Row: Int]) {
        guard (0..<64).contains(halvings), counts.count <= limit else { return nil }
        self.limit = limit
        self.halvings = halvings
        self.counts = counts
    }

    /// Whether no row was left out.
    package var isWhole: Bool { halvings == 0 }

    package mutating func add(_ row: Row, count: Int = 1) {
        guard halvings == 0 || isKept(row) else { return }
        counts[row, default: 0] += count
        while counts.count > limit {
            halvings += 1
            counts = counts.filter { isKept($0.key) }
        }
    }

    private func isKept(_ row: Row) -> Bool { row.hash &>> (64 - UInt64(halvings)) == 0 }

    /// The same with other numbers for its groups, as many of them as before.
    package func renumbered(_ number: (Int32) -> Int32) -> ScorePairs {
        var result = self
        result.counts = Dictionary(
            counts.map { row, count in
                let row = Row(
                    group: number(row.group),
                    isPositive: row.isPositive,
                    first: row.first,
                    second: row.second
                )
                return (row, count)
            },
            uniquingKeysWith: +
        )
        return result
    }

    package mutating func merge(_ other: ScorePairs) {
        if other.halvings > halvings {
            halvings = other.halvings
            counts = counts.filter { isKept($0.key) }
        }
        for (row, count) in other.counts { add(row, count: count) }
    }
}

/// How the numbers of a column are distributed: quantiles, exactly up to a million different numbers.
package struct NumberSketch: ColumnTally {
    private let column: Int
    private var table: NumberTable<Int>
    package private(set) var count = 0

    /// - Parameter limit: How many different numbers are told apart.
    package init(column: Int, limit: Int = 1 << 20) {
        self.column = column
        table = NumberTable(limit: limit)
    }

    package mutating func add(_ rows: ColumnBatch) {
        for number in rows.numbers[column] where !number.isNaN {
            table.add(number, 1)
            count &+= 1
        }
    }

    package mutating func merge(_ other: NumberSketch) {
        table.merge(other.table)
        count = count.saturatingAdd(other.count)
    }

    /// The number at rank ceil(n share) in order of size (NumPy's `inverted_cdf`), and how far off it may be; nil where
    /// there is none. It is exact where there are at most `limit` different numbers. Beyond that it is off by half of a class
    /// at most, whose width against the number depends on how many magnitudes the numbers span.
    package func quantile(_ share: Double) -> (value: Double, error: Double)? {
        let rank = max(1, min(Double(count), (Double(count) * share).rounded(.up)))
        return number(at: Int(rank))
    }

    /// The numbers in order, each with how often it came.
    var ordered: [(number: Double, count: Int)] {
        var result: [(number: Double, count: Int)] = []
        table.forEach { smallest, largest, held in result.append((smallest + (largest - smallest) / 2, held)) }
        return result
    }

    /// How many numbers lie up to the first of some limits in order, above it and up to the second, and so on; at last above
    /// all of them.
    func counts(upTo limits: [Double]) -> [Int] {
        var counts = [Int](repeating: 0, count: limits.count + 1)
        var place = 0
        for (number, count) in ordered {
            while place < limits.count, number > limits[place] { place += 1 }
            counts[place] = counts[place].saturatingAdd(count)
        }
        return counts
    }

    /// The number at a rank in order of size, from 1 on, with the same error; nil where there is none.
    package func number(at rank: Int) -> (value: Double, error: Double)? {
        guard rank >= 1, rank <= count else { return nil }
        var reached = 0
        var found: (value: Double, error: Double)?
        table.forEach { smallest, largest, held in
            guard found == nil else { return }
            reached = reached.saturatingAdd(held)
            if reached >= rank {
                let half = (largest - smallest) / 2
                found = (smallest + half, half)
            }
        }
        return found
    }

    package var state: TallyState {
        let kept = table.kept
        return TallyState(counts: [kept.shift] + kept.counts, numbers: kept.numbers)
    }

    package func holding(_ state: TallyState) -> NumberSketch? {
        guard let shift = state.counts.first,
            let table = table.holding(shift: shift, state.numbers, Array(state.counts.dropFirst()))
        else { return nil }
        var sketch = self
        sketch.table = table
        sketch.count = state.counts.dropFirst().reduce(0) { $0.saturatingAdd($1) }
        return sketch
    }
}

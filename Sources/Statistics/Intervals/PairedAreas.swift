/// The areas under the ROC curves of two scores for the same rows, and how far their difference may be from the truth.
///
/// What a row of the one side shows of an area is the share of the rows of the other side that it beats, ties counting half; the
/// variances and the covariance of these, over the rows of each side, give that of the difference (DeLong, DeLong & Clarke-Pearson,
/// Biometrics 44, 1988), by ranks (Sun & Xu, IEEE Signal Processing Letters 21, 2014) in the time of sorting.
package struct PairedAreas: Sendable {
    /// A row, or several with the same scores on the same side.
    package struct Row: Sendable, Hashable {
        package let first: Double
        package let second: Double
        package let isPositive: Bool
        package let count: Int

        package init(_ first: Double, _ second: Double, isPositive: Bool, count: Int = 1) {
            self.first = first
            self.second = second
            self.isPositive = isPositive
            self.count = count
        }
    }

    package let first: Double
    package let second: Double
    /// How much the difference varies from row to row, of the positive ones and of the others; nil where a side has fewer than two.
    private let spread: (positive: Double, other: Double)?
    private let counts: (positive: Int, other: Int)

    /// Nil where a side has no row.
    package init?(_ rows: [Row]) {
        // In one order, so that sums are the same whatever the order was.
        let rows = rows.sorted {
            ($0.first, $0.second, $0.isPositive ? 1 : 0) < ($1.first, $1.second, $1.isPositive ? 1 : 0)
        }
        var sides = (positive: 0, other: 0)
        for row in rows {
            if row.isPositive { sides.positive += row.count } else { sides.other += row.count }
        }
        guard sides.positive > 0, sides.other > 0 else { return nil }
        let (ofFirst, ofSecond) = (
            Self.placements(rows, sides, by: \.first), Self.placements(rows, sides, by: \.second)
        )
        var areas = (first: 0.0, second: 0.0)
        for (place, row) in rows.enumerated() where row.isPositive {
            areas.first += Double(row.count) * ofFirst[place]
            areas.second += Double(row.count) * ofSecond[place]
        }
        areas = (areas.first / Double(sides.positive), areas.second / Double(sides.positive))
        (first, second) = areas
        counts = sides
        guard sides.positive > 1, sides.other > 1 else {
            spread = nil
            return
        }
        var squares = (positive: 0.0, other: 0.0)
        for (place, row) in rows.enumerated() {
            let difference = (ofFirst[place] - areas.first) - (ofSecond[place] - areas.second)
            let square = Double(row.count) * difference * difference
            if row.isPositive { squares.positive += square } else { squares.other += square }
        }
        spread = (squares.positive / Double(sides.positive - 1), squares.other / Double(sides.other - 1))
    }

    /// The variance of the first area less the second; nil where a side has fewer than two rows.
    package var variance: Double? { variance(positive: counts.positive, other: counts.other) }

    /// The same over so many rows of each side, of which those at hand are a sample.
    package func variance(positive: Int, other: Int) -> Double? {
        spread.map { $0.positive / Double(positive) + $0.other / Double(other) }
    }

    /// For each row, the share of the rows of the other side that are on its right side: below a positive one, above another one.
    private static func placements(
        _ rows: [Row],
        _ sides: (positive: Int, other: Int),
        by score: (Row) -> Double
    ) -> [Double] {
        let scores = rows.map(score)
        let order = rows.indices.sorted { scores[$0] < scores[$1] }
        var placements = [Double](repeating: 0, count: rows.count)
        var (start, below) = (0, (positive: 0, other: 0))
        while start < order.count {
            var (end, tied) = (start, (positive: 0, other: 0))
            while end < order.count, scores[order[end]] == scores[order[start]] {
                let row = rows[order[end]]
                if row.isPositive { tied.positive += row.count } else { tied.other += row.count }
                end += 1
            }
            for place in order[start..<end] {
                placements[place] =
                    rows[place].isPositive
                    ? (Double(below.other) + Double(tied.other) / 2) / Double(sides.other)
                    : (Double(sides.positive - below.positive) - Double(tied.positive) / 2) / Double(sides.positive)
            }
            below = (below.positive + tied.positive, below.other + tied.other)
            start = end
        }
        return placements
    }
}

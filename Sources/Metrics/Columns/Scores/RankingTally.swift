/// How the scores of the rows of one class lie among those of all other rows.
package struct RankingTally: ColumnTally {
    private struct Rows: TableCount {
        var positive: Int
        var other: Int

        static let zero = Rows(positive: 0, other: 0)

        mutating func merge(_ rows: Rows) {
            positive = positive.saturatingAdd(rows.positive)
            other = other.saturatingAdd(rows.other)
        }
    }

    private let score: Int
    private let label: Int
    private let positiveClass: String
    private var table: NumberTable<Rows>
    /// The rows of the class.
    package private(set) var positive = 0
    /// The rows of other classes.
    package private(set) var other = 0

    /// - Parameters:
    ///   - score: The column of scores.
    ///   - label: The column of true classes.
    ///   - positive: The class.
    ///   - limit: How many different scores are told apart; beyond that, close ones count as ties.
    package init(score: Int, label: Int, positive: String, limit: Int = 1 << 20) {
        self.score = score
        self.label = label
        positiveClass = positive
        table = NumberTable(limit: limit)
    }

    package var count: Int { positive.saturatingAdd(other) }

    package mutating func add(_ rows: ColumnBatch) {
        let wanted = rows.number(of: positiveClass, in: label)
        let (scores, labels) = (rows.numbers[score], rows.texts[label])
        for row in 0..<min(scores.count, labels.count) {
            let (score, label) = (scores[row], labels[row])
            guard !score.isNaN, label >= 0 else { continue }
            if label == wanted {
                positive &+= 1
                table.add(score, Rows(positive: 1, other: 0))
            } else {
                other &+= 1
                table.add(score, Rows(positive: 0, other: 1))
            }
        }
    }

    package mutating func merge(_ tally: RankingTally) {
        table.merge(tally.table)
        positive = positive.saturatingAdd(tally.positive)
        other = other.saturatingAdd(tally.other)
    }

    /// The area under the ROC curve, which is the probability that a row of the class has the higher score, ties counting
    /// half (Mann and Whitney's U), and how far off it may be where close scores had to count as ties.
    package var area: (value: Double, error: Double)? {
        guard positive > 0, other > 0 else { return nil }
        // Twice the pairs that are in order, and the pairs that are tied, in whole numbers.
        var ordered: Int128 = 0
        var tied: Int128 = 0
        var below: Int128 = 0
        table.forEach { _, _, rows in
            let pairs = Int128(rows.positive) &* Int128(rows.other)
            ordered &+= 2 &* Int128(rows.positive) &* below &+ pairs
            tied &+= pairs
            below &+= Int128(rows.other)
        }
        let pairs = 2 * Double(positive) * Double(other)
        return (Double(ordered) / pairs, table.isExact ? 0 : Double(tied) / pairs)
    }

    /// The variance of the area (DeLong, DeLong & Clarke-Pearson, Biometrics 44, 1988); nil where a side has fewer than two
    /// rows.
    package var areaVariance: Double? {
        guard positive > 1, other > 1, let area else { return nil }
        var (below, above) = (0.0, Double(positive))
        var (ofPositive, ofOther) = (0.0, 0.0)
        table.forEach { _, _, rows in
            let (positives, others) = (Double(rows.positive), Double(rows.other))
            above -= positives
            // How often a row of the one side at this score beats, or is beaten by, one of the other side.
            let wins = (below + others / 2) / Double(other) - area.value
            let losses = (above + positives / 2) / Double(positive) - area.value
            ofPositive += positives * wins * wins
            ofOther += others * losses * losses
            below += others
        }
        let (left, right) = (Double(positive), Double(other))
        return ofPositive / (left - 1) / left + ofOther / (right - 1) / right
    }

    /// The mean of the precisions at each threshold, each weighing what it adds to the recall (scikit-learn's average
    /// precision, without interpolation).
    package var averagePrecision: Double? {
        guard positive > 0 else { return nil }
        var steps: [Rows] = []
        table.forEach { _, _, rows in steps.append(rows) }
        var (found, chosen) = (0.0, 0.0)
        var sum = 0.0
        for rows in steps.reversed() {
            found += Double(rows.positive)
            chosen += Double(rows.positive) + Double(rows.other)
            sum += Double(rows.positive) * (found / chosen)
        }
        return sum / Double(positive)
    }

    package var state: TallyState {
        let kept = table.kept
        return TallyState(
            counts: [kept.shift] + kept.counts.flatMap { [$0.positive, $0.other] },
            numbers: kept.numbers
        )
    }

    package func holding(_ state: TallyState) -> RankingTally? {
        guard let shift = state.counts.first, !state.counts.count.isMultiple(of: 2) else { return nil }
        let counts = stride(from: 1, to: state.counts.count, by: 2).map {
            Rows(positive: state.counts[$0], other: state.counts[$0 + 1])
        }
        guard let table = table.holding(shift: shift, state.numbers, counts) else { return nil }
        var tally = self
        tally.table = table
        tally.positive = counts.reduce(0) { $0.saturatingAdd($1.positive) }
        tally.other = counts.reduce(0) { $0.saturatingAdd($1.other) }
        return tally
    }
}

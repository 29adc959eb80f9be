import Statistics

/// The scores of both models for the same rows, and how many rows there were.
struct PairedAreaTally: ColumnTally {
    private let first: Int
    private let second: Int
    private let label: Int
    private let positiveClass: String
    private var pairs: ScorePairs
    private let limit: Int
    private var positive = 0
    private var other = 0

    init(first: Int, second: Int, label: Int, positive: String, limit: Int = 1 << 17) {
        self.first = first
        self.second = second
        self.label = label
        self.limit = limit
        positiveClass = positive
        pairs = ScorePairs(limit: limit)
    }

    var count: Int { positive + other }

    mutating func add(_ rows: ColumnBatch) {
        let wanted = rows.number(of: positiveClass, in: label)
        let (firsts, seconds, labels) = (rows.numbers[first], rows.numbers[second], rows.texts[label])
        for row in 0..<rows.count where labels[row] >= 0 && !firsts[row].isNaN && !seconds[row].isNaN {
            let isPositive = labels[row] == wanted
            if isPositive { positive += 1 } else { other += 1 }
            pairs.add(ScorePairs.Row(isPositive: isPositive, first: firsts[row], second: seconds[row]))
        }
    }

    mutating func merge(_ tally: PairedAreaTally) {
        pairs.merge(tally.pairs)
        positive += tally.positive
        other += tally.other
    }

    /// The first area less the second, and its variance.
    var difference: (value: Double, variance: Double?)? {
        let rows = pairs.counts.map {
            PairedAreas.Row($0.key.first, $0.key.second, isPositive: $0.key.isPositive, count: $0.value)
        }
        return PairedAreas(rows).map { ($0.first - $0.second, $0.variance(positive: positive, other: other)) }
    }

    var state: TallyState {
        let rows = pairs.counts.sorted { $0.key.isBefore($1.key) }
        return TallyState(
            counts: [pairs.halvings, positive, other] + rows.flatMap { [$0.key.isPositive ? 1 : 0, $0.value] },
            numbers: rows.flatMap { [$0.key.first, $0.key.second] }
        )
    }

    func holding(_ state: TallyState) -> PairedAreaTally? {
        guard state.counts.count >= 3, state.counts.count - 3 == state.numbers.count,
            state.numbers.count.isMultiple(of: 2)
        else { return nil }
        var rows: [ScorePairs.Row: Int] = [:]
        for place in stride(from: 0, to: state.numbers.count, by: 2) {
            let row = ScorePairs.Row(
                isPositive: state.counts[3 + place] == 1,
                first: state.numbers[place],
                second: state.numbers[place + 1]
            )
            rows[row, default: 0] += state.counts[4 + place]
        }
        guard let pairs = ScorePairs(limit: limit, halvings: state.counts[0], rows) else { return nil }
        var tally = self
        tally.pairs = pairs
        tally.positive = state.counts[1]
        tally.other = state.counts[2]
        return tally
    }
}

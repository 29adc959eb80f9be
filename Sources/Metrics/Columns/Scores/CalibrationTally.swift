import Statistics

/// The reliability curve: in each of several equal ranges of the score, how sure the model was and how often it was right.
package struct CalibrationTally: ColumnTally {
    /// What makes a row right.
    package enum Event: Sendable, Hashable {
        /// It is of the class that scores are about.
        case isOfClass(String)
        /// It is of the class in that column, which was predicted; scores are about that one.
        case isPredicted(column: Int)
    }

    /// One range of scores; the first holds 0 too, the others not their smaller end.
    package struct Bin: Sendable, Hashable {
        package fileprivate(set) var rows = 0
        package fileprivate(set) var right = 0
        fileprivate var scores = CompensatedSum()

        /// The mean score, or nil where there is no row.
        package var confidence: Double? { rows == 0 ? nil : scores.value / Double(rows) }
        /// The share of the rows that are right, or nil where there is none.
        package var accuracy: Double? { rows == 0 ? nil : Double(right) / Double(rows) }
    }

    private let score: Int
    private let label: Int
    private let event: Event
    package private(set) var bins: [Bin]
    /// The rows whose score is no probability.
    package private(set) var outside = 0

    package init(score: Int, label: Int, event: Event, bins: Int) {
        self.score = score
        self.label = label
        self.event = event
        self.bins = [Bin](repeating: Bin(), count: max(1, bins))
    }

    package var count: Int { bins.reduce(0) { $0.saturatingAdd($1.rows) } }

    /// The expected calibration error (Guo et al., ICML 2017): how far apart confidence and accuracy are, on average over the
    /// rows; or nil where there is none.
    package var expectedError: Double? {
        guard count > 0 else { return nil }
        let sum = bins.reduce(0.0) { $0 + (Double($1.right) - $1.scores.value).magnitude }
        return min(sum / Double(count), 1)
    }

    package mutating func add(_ rows: ColumnBatch) {
        let (scores, labels) = (rows.numbers[score], rows.texts[label])
        switch event {
        case .isOfClass(let name):
            let wanted = rows.number(of: name, in: label)
            for row in 0..<min(scores.count, labels.count) where labels[row] >= 0 {
                add(scores[row], isRight: labels[row] == wanted)
            }
        case .isPredicted(let column):
            let predictions = rows.texts[column]
            // The two columns need not number the classes alike.
            let labelOf = rows.names[column].map { rows.number(of: $0, in: label) }
            for row in 0..<min(scores.count, labels.count, predictions.count)
            where labels[row] >= 0 && predictions[row] >= 0 {
                add(scores[row], isRight: labelOf[Int(predictions[row])] == labels[row])
            }
        }
    }

    private mutating func add(_ score: Double, isRight: Bool) {
        guard !score.isNaN else { return }
        guard score >= 0, score <= 1 else {
            outside &+= 1
            return
        }
        let bin = max(0, Int((score * Double(bins.count)).rounded(.up)) - 1)
        bins[bin].rows &+= 1
        if isRight { bins[bin].right &+= 1 }
        bins[bin].scores.add(score)
    }

    package mutating func merge(_ other: CalibrationTally) {
        outside = outside.saturatingAdd(other.outside)
        for bin in bins.indices where bin < other.bins.count {
            bins[bin].rows = bins[bin].rows.saturatingAdd(other.bins[bin].rows)
            bins[bin].right = bins[bin].right.saturatingAdd(other.bins[bin].right)
            bins[bin].scores.merge(other.bins[bin].scores)
        }
    }

    package var state: TallyState {
        TallyState(counts: [outside] + bins.flatMap { [$0.rows, $0.right] }, numbers: bins.flatMap(\.scores.state))
    }

    package func holding(_ state: TallyState) -> CalibrationTally? {
        guard state.counts.count == 1 + 2 * bins.count, state.numbers.count == 2 * bins.count else { return nil }
        var tally = self
        tally.outside = state.counts[0]
        for place in bins.indices {
            guard let scores = CompensatedSum(state: state.numbers[2 * place..<2 * place + 2]) else { return nil }
            tally.bins[place].rows = state.counts[1 + 2 * place]
            tally.bins[place].right = state.counts[2 + 2 * place]
            tally.bins[place].scores = scores
        }
        return tally
    }
}

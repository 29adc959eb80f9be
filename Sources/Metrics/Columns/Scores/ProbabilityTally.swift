internal import Glibc
package import Statistics

/// How far the probabilities that a model gave one class are from what happened.
package struct ProbabilityTally: ColumnTally {
    private let score: Int
    private let label: Int
    private let positive: String
    /// The rows whose score is no probability.
    package private(set) var outside = 0
    /// What each row costs by its logarithm, and by its square.
    package private(set) var losses = Moments()
    package private(set) var squares = Moments()

    /// The least probability that a true class is taken to have had, as scikit-learn has it: the distance from 1 to the next
    /// number.
    private static let least = Double.ulpOfOne

    package init(score: Int, label: Int, positive: String) {
        self.score = score
        self.label = label
        self.positive = positive
    }

    package var count: Int { losses.count }

    package mutating func add(_ rows: ColumnBatch) {
        let wanted = rows.number(of: positive, in: label)
        let (scores, labels) = (rows.numbers[score], rows.texts[label])
        var costs: [Double] = []
        var distances: [Double] = []
        for row in 0..<min(scores.count, labels.count) {
            let (score, label) = (scores[row], labels[row])
            guard !score.isNaN, label >= 0 else { continue }
            guard score >= 0, score <= 1 else {
                outside &+= 1
                continue
            }
            let probability = min(max(label == wanted ? score : 1 - score, Self.least), 1 - Self.least)
            costs.append(-log(probability))
            let distance = label == wanted ? 1 - score : score
            distances.append(distance * distance)
        }
        losses.add(costs.span)
        squares.add(distances.span)
    }

    package mutating func merge(_ other: ProbabilityTally) {
        outside = outside.saturatingAdd(other.outside)
        losses.merge(other.losses)
        squares.merge(other.squares)
    }

    package var state: TallyState {
        TallyState(counts: [outside, losses.count, squares.count], numbers: losses.state + squares.state)
    }

    package func holding(_ state: TallyState) -> ProbabilityTally? {
        guard state.counts.count == 3, state.numbers.count == 6,
            let losses = Moments(count: state.counts[1], state: state.numbers[..<3]),
            let squares = Moments(count: state.counts[2], state: state.numbers[3...])
        else { return nil }
        var tally = self
        (tally.outside, tally.losses, tally.squares) = (state.counts[0], losses, squares)
        return tally
    }
}

internal import Glibc
import Statistics

/// How far the probabilities that a model gave one class are from what happened.
package struct ProbabilityTally: ColumnTally {
    private let score: Int
    private let label: Int
    private let positive: String
    package private(set) var count = 0
    /// The rows whose score is no probability.
    package private(set) var outside = 0
    private var losses = CompensatedSum()
    private var squares = CompensatedSum()

    /// The least probability that a true class is taken to have had, as scikit-learn has it: the distance from 1 to the next
    /// number.
    private static let least = Double.ulpOfOne

    package init(score: Int, label: Int, positive: String) {
        self.score = score
        self.label = label
        self.positive = positive
    }

    /// The mean of the negative logarithms of the probability of what was true, or nil where there is no row.
    package var logLoss: Double? { count == 0 ? nil : losses.value / Double(count) }

    /// The mean square of the distance between the probability and what happened, 0 or 1; or nil where there is no row.
    package var brierScore: Double? { count == 0 ? nil : squares.value / Double(count) }

    package mutating func add(_ rows: ColumnBatch) {
        let wanted = rows.number(of: positive, in: label)
        let (scores, labels) = (rows.numbers[score], rows.texts[label])
        for row in 0..<min(scores.count, labels.count) {
            let (score, label) = (scores[row], labels[row])
            guard !score.isNaN, label >= 0 else { continue }
            guard score >= 0, score <= 1 else {
                outside &+= 1
                continue
            }
            let probability = min(max(label == wanted ? score : 1 - score, Self.least), 1 - Self.least)
            count &+= 1
            losses.add(-log(probability))
            let distance = label == wanted ? 1 - score : score
            squares.add(distance, times: distance)
        }
    }

    package mutating func merge(_ other: ProbabilityTally) {
        count = count.saturatingAdd(other.count)
        outside = outside.saturatingAdd(other.outside)
        losses.merge(other.losses)
        squares.merge(other.squares)
    }
}

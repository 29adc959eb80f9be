/// How often predictions are right, among rows of one kind that stand for as many as their weights say.
package struct WeightedTally: ColumnTally {
    /// Which rows are looked at, of those with a label, a prediction and a weight.
    package enum Rows: Sendable, Hashable {
        case all
        /// Those that are of the class.
        case actual(String)
        /// Those that are predicted to be.
        case predicted(String)
    }

    private let rows: Rows
    private let label: Int
    private let prediction: Int
    private let weight: Int
    package private(set) var share = WeightedShare()

    package init(_ rows: Rows, label: Int, prediction: Int, weight: Int) {
        self.rows = rows
        self.label = label
        self.prediction = prediction
        self.weight = weight
    }

    package mutating func add(_ batch: ColumnBatch) {
        let (labels, predictions, weights) = (batch.texts[label], batch.texts[prediction], batch.numbers[weight])
        // The two columns need not number their texts alike.
        let same = batch.names[label].map { batch.number(of: $0, in: prediction) }
        let wanted: (actual: Int32?, predicted: Int32?) =
            switch rows {
            case .all: (nil, nil)
            case .actual(let name): (batch.number(of: name, in: label), nil)
            case .predicted(let name): (nil, batch.number(of: name, in: prediction))
            }
        for row in 0..<batch.count where labels[row] >= 0 && predictions[row] >= 0 && weights[row] > 0 {
            if let actual = wanted.actual, labels[row] != actual { continue }
            if let predicted = wanted.predicted, predictions[row] != predicted { continue }
            share.add(weights[row], isHit: same[Int(labels[row])] == predictions[row])
        }
    }

    package mutating func merge(_ other: WeightedTally) { share.merge(other.share) }

    package var state: TallyState { TallyState(counts: share.state.counts, numbers: share.state.numbers) }

    package func holding(_ state: TallyState) -> WeightedTally? {
        guard let share = WeightedShare(counts: state.counts, numbers: state.numbers) else { return nil }
        var tally = self
        tally.share = share
        return tally
    }
}

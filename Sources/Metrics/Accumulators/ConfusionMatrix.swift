package import JSON

/// How often each true class was predicted as each class, over the rows that have both a label and a prediction.
///
/// The state is a list of rows, a true class each, with a count for each predicted class. Sums beyond `Int.max` stay
/// there. An index that no class has is taken as no label or no prediction.
package struct ConfusionMatrix: Accumulator {
    package static var name: String { "confusion" }

    /// The number of classes.
    package let size: Int
    /// The counts, a true class after the other.
    private var cells: [Int]
    /// The rows that have both a label and a prediction: the sum of the counts.
    package private(set) var labelled = 0
    /// The rows predicted as what they are: the sum of the counts where both classes are the same.
    package private(set) var correct = 0

    package init(layout: OutcomeLayout) {
        size = layout.classes.count
        cells = [Int](repeating: 0, count: size * size)
    }

    /// The rows of the class `actual` that were predicted as `predicted`; both must be classes of the layout.
    package subscript(actual: Int, predicted: Int) -> Int { cells[actual * size + predicted] }

    /// The counts, a true class after the other.
    var counts: [Int] { cells }

    /// A matrix of the same classes with other counts.
    func holding(_ counts: [Int]) -> ConfusionMatrix {
        var matrix = self
        matrix.cells = counts
        matrix.sumUp()
        return matrix
    }

    private mutating func sumUp() {
        labelled = cells.reduce(0) { $0.saturatingAdd($1) }
        correct = (0..<size).reduce(0) { $0.saturatingAdd(self[$1, $1]) }
    }

    /// The rows of a class.
    package func actual(_ label: Int) -> Int { (0..<size).reduce(0) { $0.saturatingAdd(self[label, $1]) } }

    /// The rows predicted as a class.
    package func predicted(_ label: Int) -> Int { (0..<size).reduce(0) { $0.saturatingAdd(self[$1, label]) } }

    package mutating func add(_ batch: OutcomeBatch) {
        let size = size
        var (known, right) = (0, 0)
        var cells = cells.mutableSpan
        let actual = batch.actual.span
        let predicted = batch.predicted.span
        for row in 0..<min(actual.count, predicted.count) {
            // Read without its sign, -1 is above every class.
            let label = Int(UInt32(bitPattern: actual[row]))
            let prediction = Int(UInt32(bitPattern: predicted[row]))
            guard label < size, prediction < size else { continue }
            cells[label * size + prediction] &+= 1
            known &+= 1
            right &+= label == prediction ? 1 : 0
        }
        labelled = labelled.saturatingAdd(known)
        correct = correct.saturatingAdd(right)
    }

    package mutating func add(_ outcomes: CountedOutcomes) {
        for row in outcomes.rows {
            let label = Int(UInt32(bitPattern: row.actual))
            let prediction = Int(UInt32(bitPattern: row.predicted))
            guard label < size, prediction < size else { continue }
            let cell = label * size + prediction
            cells[cell] = cells[cell].saturatingAdd(row.count)
            labelled = labelled.saturatingAdd(row.count)
            if label == prediction { correct = correct.saturatingAdd(row.count) }
        }
    }

    package mutating func merge(_ other: ConfusionMatrix) {
        labelled = labelled.saturatingAdd(other.labelled)
        correct = correct.saturatingAdd(other.correct)
        var cells = cells.mutableSpan
        let added = other.cells.span
        for cell in 0..<min(cells.count, added.count) { cells[cell] = cells[cell].saturatingAdd(added[cell]) }
    }

    package func write(to writer: inout JSONWriter) {
        writer.array { writer in
            for label in 0..<size {
                writer.array { writer in
                    for prediction in 0..<size { writer.integer(self[label, prediction]) }
                }
            }
        }
    }

    package init(json: JSONValue, layout: OutcomeLayout) throws(AccumulatorError) {
        self.init(layout: layout)
        guard let rows = json.array, rows.count == size else {
            throw AccumulatorError(Self.name, "its state is not a list of \(size) rows")
        }
        var total = 0
        for (label, row) in rows.enumerated() {
            guard let counts = row.array, counts.count == size else {
                throw AccumulatorError(Self.name, "its row \(label) is not a list of \(size) counts")
            }
            for (prediction, element) in counts.enumerated() {
                guard let count = element.integer, count >= 0, count <= StateReader.maximumCount - total else {
                    throw AccumulatorError(
                        Self.name,
                        "its row \(label) holds something that is not a count, or more than \(StateReader.maximumCount)"
                    )
                }
                total += count
                cells[label * size + prediction] = count
            }
        }
        sumUp()
    }
}

import Classifiers
import Plan
import Statistics

/// Scores a recipe on the training rows alone, each row answered by a model that has not seen it.
///
/// Recipes compared by their score on the test rows would be selected by the very rows they are assessed on; this score
/// is what they can be compared by.
struct CrossValidator {
    static let folds = 5

    let kind: any ModelKind.Type
    let options: OptionValues
    let threads: Int

    /// The score; nil where a class has too few rows to be in every fold's training part.
    func score(_ set: TrainingSet) async throws(TrainingError) -> Event.CrossValidation? {
        let fold = Self.assignment(set)
        var correct = 0
        var scratch: [Double] = []
        for held in 0..<Self.folds {
            let seen = fold.indices.filter { fold[$0] != held }
            let part = TrainingSet(
                rows: FeatureRows(
                    values: seen.flatMap { row in
                        set.rows.values[row * set.rows.featureCount..<(row + 1) * set.rows.featureCount]
                    },
                    featureCount: set.rows.featureCount
                ),
                labels: seen.map { set.labels[$0] },
                classCount: set.classCount
            )
            guard Set(part.labels).count > 1 else { return nil }
            let classifier = try await kind.train(on: part, options: options, threads: threads)
            for row in fold.indices where fold[row] == held {
                if classifier.predict(set.rows, row: row, scratch: &scratch) == set.labels[row] { correct += 1 }
            }
        }
        return Event.CrossValidation(folds: Self.folds, correct: correct, rows: set.labels.count)
    }

    /// The fold of each row: every class is spread evenly, in an order that is always the same.
    private static func assignment(_ set: TrainingSet) -> [Int] {
        var generator = SplitMix64(seed: 0)
        var fold = [Int](repeating: 0, count: set.labels.count)
        var next = 0
        for label in 0..<Int32(set.classCount) {
            var rows = set.labels.indices.filter { set.labels[$0] == label }
            generator.shuffle(&rows)
            for row in rows {
                fold[row] = next % folds
                next += 1
            }
        }
        return fold
    }
}

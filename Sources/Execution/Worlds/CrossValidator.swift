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

    /// The score; nil where a class has too few rows to be in every fold's training part, and of models that predict numbers.
    ///
    /// - Parameters:
    ///   - groups: Rows that are alike in it are in one fold.
    ///   - times: Each fold is later than those before it, and answered by a model of those alone; the first is answered by none.
    func score(
        _ set: TrainingSet,
        groups: [Int32]? = nil,
        times: [Int64]? = nil
    ) async throws(TrainingError) -> Event.CrossValidation? {
        guard set.numbers == nil else { return nil }
        let fold = Self.assignment(set, groups: groups, times: times)
        var (correct, answered) = (0, 0)
        var scratch: [Double] = []
        for held in (times == nil ? 0 : 1)..<Self.folds {
            let seen = fold.indices.filter { times == nil ? fold[$0] != held : fold[$0] < held }
            let part = set.selecting(seen)
            guard Set(part.labels).count > 1 else { return nil }
            let classifier = try await kind.learn(from: part, options: options, threads: threads)
            for row in fold.indices where fold[row] == held {
                answered += 1
                if classifier.predict(set.rows, row: row, scratch: &scratch) == set.labels[row] { correct += 1 }
            }
        }
        return Event.CrossValidation(folds: Self.folds, correct: correct, rows: answered)
    }

    /// The fold of each row: every class is spread evenly, in an order that is always the same.
    private static func assignment(_ set: TrainingSet, groups: [Int32]?, times: [Int64]?) -> [Int] {
        var generator = SplitMix64(seed: 0)
        if let times {
            // Rows of one time are in one fold, that of the first of them.
            let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
            var fold = [Int](repeating: 0, count: times.count)
            for (place, row) in order.enumerated() {
                let isAsBefore = place > 0 && times[order[place - 1]] == times[row]
                fold[row] = isAsBefore ? fold[order[place - 1]] : place * folds / times.count
            }
            return fold
        }
        if let groups {
            var names = Set(groups).sorted()
            generator.shuffle(&names)
            let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0 % Self.folds) })
            return groups.map { places[$0] ?? 0 }
        }
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

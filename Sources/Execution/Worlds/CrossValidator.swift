package import Classifiers
package import Plan

/// Answers rows by models of one recipe, none of which has seen the row that it answers.
///
/// Recipes compared by their score on the test rows would be selected by the very rows they are assessed on; a score of such answers
/// to the training rows is what they can be compared by.
package struct CrossValidator {
    /// What was answered, row by row in order of the folds.
    package struct Answers: Sendable {
        package fileprivate(set) var rows: [Int] = []
        /// The most probable class of each; none where numbers are predicted.
        package fileprivate(set) var classes: [Int32] = []
        package fileprivate(set) var numbers: [Double] = []
        /// The places of each fold's rows among them, as far as a fold was answered.
        package fileprivate(set) var folds: [Range<Int>] = []
    }

    let kind: any ModelKind.Type
    let options: OptionValues
    let folds: Folds
    let threads: Int

    package init(kind: any ModelKind.Type, options: OptionValues, folds: Folds, threads: Int) {
        self.kind = kind
        self.options = options
        self.folds = folds
        self.threads = threads
    }

    /// The answers; nil where some fold would be answered by a model that can know one class alone, or nothing.
    ///
    /// - Parameters:
    ///   - groups: Rows that are alike in it are in one fold.
    ///   - times: Each fold is later than those before it, and answered by a model of those alone; the first is answered by none.
    package func answers(
        _ set: TrainingSet,
        groups: [Int32]? = nil,
        times: [Int64]? = nil
    ) async throws(TrainingError) -> Answers? {
        let fold = folds.assign(set, groups: groups, times: times)
        var answers = Answers()
        for held in (times == nil ? 0 : 1)..<folds.count {
            let seen = fold.indices.filter { times == nil ? fold[$0] != held : fold[$0] < held }
            let asked = fold.indices.filter { fold[$0] == held }
            let part = set.selecting(seen)
            guard !seen.isEmpty, set.numbers != nil || Set(part.labels).count > 1 else { return nil }
            let classifier = try await kind.learn(from: part, options: options, threads: threads)
            let rows = set.selecting(asked).rows
            answers.folds.append(answers.rows.count..<answers.rows.count + asked.count)
            answers.rows += asked
            if set.numbers == nil {
                answers.classes += classifier.classes(of: rows)
            } else {
                answers.numbers += classifier.numbers(of: rows)
            }
        }
        return answers
    }

    /// How good the answers are.
    func score(
        _ set: TrainingSet,
        groups: [Int32]? = nil,
        times: [Int64]? = nil
    ) async throws(TrainingError) -> Event.CrossValidation? {
        guard let answers = try await answers(set, groups: groups, times: times) else { return nil }
        let rows = answers.rows.count
        guard let truth = set.numbers else {
            let correct = zip(answers.rows, answers.classes).count { set.labels[$0] == $1 }
            return Event.CrossValidation(folds: folds.count, rows: rows, score: .correct(correct))
        }
        let squares = zip(answers.rows, answers.numbers).reduce(0) { sum, answer in
            sum + (truth[answer.0] - answer.1) * (truth[answer.0] - answer.1)
        }
        let error = (squares / Double(max(1, rows))).squareRoot()
        return Event.CrossValidation(folds: folds.count, rows: rows, score: .error(error))
    }
}

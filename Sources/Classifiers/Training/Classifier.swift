/// A trained model: rows of numbers in, a probability for each class out, or the number that it predicts.
package protocol Classifier: Sendable {
    var featureCount: Int { get }
    /// How many numbers an answer has: one a class, or a single one where it is a predicted number.
    var classCount: Int { get }
    /// Whether an answer is a number, and no probabilities of classes.
    var predictsNumbers: Bool { get }

    /// Whether it answers rows that lack values.
    var takesMissing: Bool { get }

    /// Writes the probability of each class for some rows, or the number of each, to the front of `output`, row by row;
    /// `output` has at least `range.count * classCount` elements.
    func predictProbabilities(_ rows: FeatureRows, _ range: Range<Int>, into output: inout [Double])

    /// A model that gives the same answers, and so many of them faster.
    func readied(forRows count: Int) -> any Classifier
}

extension Classifier {
    package var predictsNumbers: Bool { false }
    package var takesMissing: Bool { false }
    package func readied(forRows count: Int) -> any Classifier { self }

    /// The number that a model of numbers predicts for each row.
    package func numbers(of rows: FeatureRows) -> [Double] {
        precondition(predictsNumbers, "probabilities are no predicted numbers")
        var numbers = [Double](repeating: 0, count: rows.rowCount)
        readied(forRows: rows.rowCount).predictProbabilities(rows, 0..<rows.rowCount, into: &numbers)
        return numbers
    }

    /// The most probable class of each row, the first of them where several tie.
    package func classes(of rows: FeatureRows) -> [Int32] {
        var shares = [Double](repeating: 0, count: rows.rowCount * classCount)
        readied(forRows: rows.rowCount).predictProbabilities(rows, 0..<rows.rowCount, into: &shares)
        return (0..<rows.rowCount).map { row in
            let place = row * classCount
            var best = 0
            for label in 1..<max(1, classCount) where shares[place + label] > shares[place + best] { best = label }
            return Int32(best)
        }
    }

    /// The answers for all rows, row by row, the rows shared among threads.
    ///
    /// - Parameter threads: how many may work at once, at least one.
    package func answers(of rows: FeatureRows, threads: Int) async -> [Double] {
        // Parts of whole blocks, several a thread, so that one that is late is not waited for long.
        let parts = max(1, min(threads * 4, rows.rowCount / Self.leastPart))
        let model = readied(forRows: rows.rowCount)
        if threads <= 1 || parts == 1 { return model.answers(of: rows, in: 0..<rows.rowCount) }
        let tickets = TicketCounter()
        let found = await withTaskGroup(of: [(part: Int, answers: [Double])].self) { group in
            for _ in 0..<min(threads, parts) {
                group.addTask {
                    var found: [(part: Int, answers: [Double])] = []
                    while true {
                        let part = tickets.take()
                        guard part < parts else { return found }
                        let range = rows.rowCount * part / parts..<rows.rowCount * (part + 1) / parts
                        found.append((part, model.answers(of: rows, in: range)))
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        return found.sorted { $0.part < $1.part }.flatMap(\.answers)
    }

    private func answers(of rows: FeatureRows, in range: Range<Int>) -> [Double] {
        var answers = [Double](repeating: 0, count: range.count * classCount)
        predictProbabilities(rows, range, into: &answers)
        return answers
    }

    /// The fewest rows that are worth a thread's start.
    private static var leastPart: Int { 512 }

    /// The most probable class of one row, the first of them where several tie.
    package func predict(_ rows: FeatureRows, row: Int, scratch: inout [Double]) -> Int32 {
        if scratch.count < classCount { scratch = [Double](repeating: 0, count: classCount) }
        predictProbabilities(rows, row..<row + 1, into: &scratch)
        var best = 0
        for index in 1..<max(1, classCount) where scratch[index] > scratch[best] { best = index }
        return Int32(best)
    }
}

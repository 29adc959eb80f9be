/// One class against all others, in rows.
struct ClassCounts: Hashable, Sendable {
    let truePositives: Int
    let falsePositives: Int
    let falseNegatives: Int
    let trueNegatives: Int

    /// The rows of the class.
    var actual: Int { truePositives.saturatingAdd(falseNegatives) }

    /// Whether the class is in the truth or in the predictions.
    var occurs: Bool { truePositives > 0 || falsePositives > 0 || falseNegatives > 0 }
}

extension ConfusionMatrix {
    /// The rows of each class against all others, in the order of the classes.
    func countsOfClasses() -> [ClassCounts] {
        var actual = [Int](repeating: 0, count: size)
        var predicted = actual
        var total = 0
        for label in 0..<size {
            for prediction in 0..<size {
                let rows = self[label, prediction]
                actual[label] = actual[label].saturatingAdd(rows)
                predicted[prediction] = predicted[prediction].saturatingAdd(rows)
                total = total.saturatingAdd(rows)
            }
        }
        return (0..<size).map { label in
            let falsePositives = predicted[label] - self[label, label]
            return ClassCounts(
                truePositives: self[label, label],
                falsePositives: falsePositives,
                falseNegatives: actual[label] - self[label, label],
                trueNegatives: max(0, total - actual[label] - falsePositives)
            )
        }
    }
}

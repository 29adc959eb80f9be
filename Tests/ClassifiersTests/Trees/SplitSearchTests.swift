import Classifiers
import Plan
import Testing

@Suite struct SplitSearchTests {
    /// The numbers of rows, values and classes take the different ways through the search, with ties and without.
    @Test(arguments: [5, 16, 17, 40, 400], [3, 40, 1 << 30])
    func theFirstSplitIsTheBestOfAll(rows: Int, values: Int) async throws {
        for seed in 0..<6 {
            for leaf in [1, 2] {
                let classes = 2 + seed % 3 * 3
                let set = randomSet(seed: UInt64(seed), rows: rows, features: 3, values: values, classes: classes)
                let tree = try await fit(
                    "decision_tree",
                    set,
                    ["max_depth": .integer(1), "min_samples_leaf": .integer(leaf)]
                )
                let reached = meanImpurity(set, tree.probabilities(set.rows))
                #expect(abs(reached - leastImpurity(set, minSamplesLeaf: leaf)) < 1e-12)
            }
        }
    }

    /// The mean Gini impurity of the rows' leaves, from the leaves' shares.
    private func meanImpurity(_ set: TrainingSet, _ probabilities: [Double]) -> Double {
        let sum = set.labels.indices.reduce(0.0) { sum, row in
            let shares = probabilities[row * set.classCount..<(row + 1) * set.classCount]
            return sum + 1 - shares.reduce(0) { $0 + $1 * $1 }
        }
        return sum / Double(set.labels.count)
    }

    /// The least mean Gini impurity that any split reaches, by trying each value of each feature as a threshold.
    private func leastImpurity(_ set: TrainingSet, minSamplesLeaf: Int) -> Double {
        let count = Double(set.labels.count)
        var least = gini(set.labels)
        for feature in 0..<set.rows.featureCount {
            let column = set.labels.indices.map { set.rows.values[$0 * set.rows.featureCount + feature] }
            for threshold in Set(column) {
                let left = zip(column, set.labels).filter { $0.0 <= threshold }.map(\.1)
                let right = zip(column, set.labels).filter { $0.0 > threshold }.map(\.1)
                if left.count < minSamplesLeaf || right.count < minSamplesLeaf { continue }
                let mean = gini(left) * Double(left.count) / count + gini(right) * Double(right.count) / count
                least = min(least, mean)
            }
        }
        return least
    }

    private func gini(_ labels: [Int32]) -> Double {
        let counts = Dictionary(grouping: labels, by: { $0 }).values.map { Double($0.count) / Double(labels.count) }
        return 1 - counts.reduce(0) { $0 + $1 * $1 }
    }
}

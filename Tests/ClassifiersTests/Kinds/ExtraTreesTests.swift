import Classifiers
import Plan
import Testing

@Suite struct ExtraTreesTests {
    private let few: [String: OptionValues.Value] = ["n_estimators": .integer(25)]

    @Test(arguments: [0, 2, 3, 8, 100])
    func theNumberOfThreadsDoesNotMatter(threads: Int) async throws {
        let set = randomSet(seed: 4, rows: 200, features: 6, values: 30, classes: 3)
        let alone = try await fit("extra_trees", set, few, threads: 1).probabilities(set.rows)
        #expect(try await fit("extra_trees", set, few, threads: threads).probabilities(set.rows) == alone)
    }

    /// Between two rows at 0 and 1 every threshold is as likely, so a tree in `x` of them has one below x and gives a row
    /// there to the upper class; over t trees the share's standard error is sqrt(x (1 - x) / t), here at most 0.0079.
    @Test(arguments: [0.1, 0.3, 0.9])
    func thresholdsAreDrawnEvenly(value: Double) async throws {
        let set = trainingSet([[0], [1]], [0, 1])
        let share = try await fit("extra_trees", set, ["n_estimators": .integer(4000)]).probabilities([value])[1]
        #expect(abs(share - value) < 4 * 0.0079)
    }

    /// Unbounded trees on distinct rows have leaves of one class, and see all rows where none is left out.
    @Test(arguments: 0..<10)
    func unboundedTreesLearnDistinctRows(seed: Int) async throws {
        let set = randomSet(seed: UInt64(seed), rows: 300, features: 3, values: 1 << 20, classes: 4)
        let shares = try await fit("extra_trees", set, few.merging(["seed": .integer(seed)]) { $1 })
        #expect(shares.probabilities(set.rows).allSatisfy { $0 == 0 || $0 == 1 })
        #expect(shares.classes(set.rows) == set.labels)
    }

    /// Rows with the same answer share a leaf, or two leaves that happen to answer alike: no leaf is smaller.
    @Test func boundsAreObserved() async throws {
        let set = randomSet(seed: 9, rows: 64, features: 2, values: 1 << 20, classes: 2)
        let options: [String: OptionValues.Value] = ["n_estimators": .integer(1), "min_samples_leaf": .integer(9)]
        let shares = try await fit("extra_trees", set, options).probabilities(set.rows)
        let leaves = Dictionary(grouping: stride(from: 0, to: shares.count, by: 2).map { shares[$0] }, by: { $0 })
        #expect(leaves.values.allSatisfy { $0.count >= 9 })
        #expect(leaves.count > 1)
    }

    @Test func constantFeaturesMakeALeaf() async throws {
        let model = try await fit("extra_trees", trainingSet([[5, -0.0], [5, 0], [5, 0]], [0, 1, 1]), few)
        let shares = model.probabilities([9, 9])
        #expect(abs(shares[0] - 1.0 / 3) < 1e-12)
    }

    /// scikit-learn's reach 0.95 on the same folds; see Benchmarks/README.md.
    @Test func itPredictsRowsThatItHasNotSeen() async throws {
        let set = try TestData.csv("iris")
        var right = 0
        for fold in 0..<5 {
            let train = set.reordered(set.labels.indices.filter { $0 % 5 != fold })
            let test = set.reordered(set.labels.indices.filter { $0 % 5 == fold })
            right += zip(try await fit("extra_trees", train).classes(test.rows), test.labels).count { $0 == $1 }
        }
        #expect(Double(right) / 150 > 0.92)
    }
}

import Classifiers
import Plan
import Statistics
import Testing

@Suite struct DecisionTreeTests {
    /// Gini impurity by hand: of x = 1, 2, 4, 7 with classes 0, 0, 1, 1, the split between 2 and 4 leaves none.
    @Test func splitsHalfwayBetweenValues() async throws {
        let tree = try await fit("decision_tree", trainingSet([[1], [2], [4], [7]], [0, 0, 1, 1]))
        #expect(tree.probabilities([3]) == [1, 0])
        #expect(tree.probabilities([3.0000001]) == [0, 1])
    }

    /// By hand: class 1 is in the two rows with a > 2 and b > 2, so either feature first, then the other.
    @Test func growsTwoLevels() async throws {
        let set = trainingSet([[1, 1], [1, 3], [3, 1], [3, 3]], [0, 0, 0, 1])
        let tree = try await fit("decision_tree", set)
        #expect(tree.classes(set.rows) == [0, 0, 0, 1])
        #expect(tree.probabilities([2.1, 2.1]) == [0, 1])
        #expect(tree.probabilities([2, 3]) == [1, 0])
    }

    /// No single split of an exclusive or lowers the impurity, and scikit-learn splits it all the same.
    @Test func splitsWhereNothingIsGainedAtFirst() async throws {
        let set = trainingSet([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
        #expect(try await fit("decision_tree", set).classes(set.rows) == set.labels)
    }

    /// By hand: of 0, 0, 1, 1, 1, 2 in order, the sum of squares over weight is 4 after two rows (4/2 + 10/4 = 4.5), and
    /// after five 13/5 + 1 = 3.6.
    @Test func leavesHoldShares() async throws {
        let set = trainingSet([[1], [2], [3], [4], [5], [6]], [0, 0, 1, 1, 1, 2])
        let tree = try await fit("decision_tree", set, ["max_depth": .integer(1)])
        #expect(tree.probabilities([2.5]) == [1, 0, 0])
        #expect(tree.probabilities([2.6]) == [0, 0.75, 0.25])
    }

    @Test func boundsAreObserved() async throws {
        // Six rows, alternating: without bounds each row gets a leaf.
        let set = trainingSet([[1], [2], [3], [4], [5], [6]], [0, 1, 0, 1, 0, 1])
        #expect(try await fit("decision_tree", set).classes(set.rows) == set.labels)
        let split = try await fit("decision_tree", set, ["min_samples_split": .integer(7)])
        #expect(split.probabilities([1]) == [0.5, 0.5])
        // At least three on either side: one split, in the middle, of a third and two thirds.
        let leaf = try await fit("decision_tree", set, ["min_samples_leaf": .integer(3)])
        #expect(leaf.probabilities([3.5]) == [2.0 / 3, 1.0 / 3])
        #expect(leaf.probabilities([3.6]) == [1.0 / 3, 2.0 / 3])
        let none = try await fit("decision_tree", set, ["min_samples_leaf": .integer(4)])
        #expect(none.probabilities([1]) == [0.5, 0.5])
    }

    @Test func constantFeaturesMakeALeaf() async throws {
        let tree = try await fit("decision_tree", trainingSet([[5, -0.0], [5, 0], [5, 0]], [0, 1, 1]))
        #expect(tree.probabilities([9, 9]) == [1.0 / 3, 2.0 / 3])
    }

    /// One feature a node is drawn, and constants must not use the draw up.
    @Test func constantFeaturesAreDrawnPast() async throws {
        let rows = (0..<20).map { [1, 2, 3, Double($0), 4, 5] }
        let set = trainingSet(rows, rows.map { $0[3] < 7 ? 0 : 1 })
        for seed in 0..<20 {
            let options: [String: OptionValues.Value] = ["max_features": .integer(1), "seed": .integer(seed)]
            #expect(try await fit("decision_tree", set, options).classes(set.rows) == set.labels)
        }
    }

    /// Of all rows of ten bits, every path makes other features constant; none may be lost for the paths beside it.
    @Test(arguments: 0..<5)
    func aFeatureConstantInOneBranchIsUsedInAnother(seed: Int) async throws {
        let rows = (0..<1024).map { row in (0..<10).map { Double(row >> $0 & 1) } }
        var random = SplitMix64(seed: UInt64(seed))
        let set = trainingSet(rows, rows.map { _ in Int32(random.next(below: 2)) })
        let tree = try await fit("decision_tree", set, ["max_features": .integer(1), "seed": .integer(seed)])
        #expect(tree.classes(set.rows) == set.labels)
    }

    @Test func identicalRowsWithDifferentLabelsShareALeaf() async throws {
        let tree = try await fit("decision_tree", trainingSet([[1], [1], [1], [2]], [0, 1, 1, 0]))
        #expect(tree.probabilities([1]) == [1.0 / 3, 2.0 / 3])
        #expect(tree.probabilities([2]) == [1, 0])
    }

    /// The middle of two neighbouring numbers is one of them, and their sum may overflow.
    @Test(arguments: [(1, 1.0.nextUp), (-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude), (1e308, 1.5e308)])
    func thresholdsSeparateAnyTwoNumbers(low: Double, high: Double) async throws {
        let tree = try await fit("decision_tree", trainingSet([[low], [high]], [0, 1]))
        #expect(tree.probabilities([low]) == [1, 0])
        #expect(tree.probabilities([high]) == [0, 1])
    }

    /// Where classes alternate the best split takes one row off the end, so the tree is about as deep as there are rows.
    @Test func deepTreesDoNotOverflow() async throws {
        let set = trainingSet((0..<3000).map { [Double($0)] }, (0..<3000).map { Int32($0 % 2) })
        let tree = try await fit("decision_tree", set)
        #expect(tree.classes(set.rows) == set.labels)
    }

    @Test(arguments: 0..<20)
    func anUnboundedTreeLearnsDistinctRows(seed: Int) async throws {
        let random = randomSet(seed: UInt64(seed), rows: 300, features: 3, values: 1 << 20, classes: 4)
        let tree = try await fit("decision_tree", random, ["max_features": .text("log2"), "seed": .integer(seed)])
        #expect(tree.classes(random.rows) == random.labels)
    }

    /// More distinct values than one level of bits holds; the best splits of six classes one above the other lie between
    /// two classes, so five of them are enough.
    @Test func manyDistinctValuesAreInOrder() async throws {
        var order = Array(0..<6000)
        var random = SplitMix64(seed: 1)
        random.shuffle(&order)
        let set = trainingSet(order.map { [Double($0)] }, order.map { Int32($0 / 1000) })
        let tree = try await fit("decision_tree", set, ["max_depth": .integer(5)])
        #expect(tree.classes(set.rows) == set.labels)
        // Without such order there are nodes of all sizes, most with few rows and many ranks between them.
        let noise = trainingSet(order.map { [Double($0)] }, order.map { _ in Int32(random.next(below: 6)) })
        #expect(try await fit("decision_tree", noise).classes(noise.rows) == noise.labels)
    }

    @Test func theOrderOfRowsDoesNotMatter() async throws {
        let set = try TestData.csv("breast-cancer", without: ["mean_texture"])
        var random = SplitMix64(seed: 3)
        let expected = try await fit("decision_tree", set, ["max_depth": .integer(3)]).probabilities(set.rows)
        for _ in 0..<5 {
            var order = Array(0..<set.labels.count)
            random.shuffle(&order)
            let tree = try await fit("decision_tree", set.reordered(order), ["max_depth": .integer(3)])
            #expect(tree.probabilities(set.rows) == expected)
        }
    }

    /// The oracle is scikit-learn's tree; its version and parameters stand in the fixture, which a script beside it makes.
    @Test func agreesWithScikitLearn() async throws {
        let set = try TestData.csv("breast-cancer", without: ["mean_texture"])
        let expected = try TestData.fixture("breast-cancer-depth-3.txt")
            .filter { !$0.hasPrefix("#") }
            .flatMap { $0.split(separator: " ").compactMap { Double($0) } }
        let tree = try await fit("decision_tree", set, ["max_depth": .integer(3)])
        let probabilities = tree.probabilities(set.rows)
        try #require(probabilities.count == expected.count)
        for (ours, theirs) in zip(probabilities, expected) { #expect(abs(ours - theirs) < 1e-12) }
    }

    /// Two features that say the same: which one is used is for the seed to decide.
    @Test func theSeedBreaksTies() async throws {
        let set = trainingSet([[0, 0], [1, 1]], [0, 1])
        var chosen: Set<[Double]> = []
        for seed in 0..<20 {
            chosen.insert(try await fit("decision_tree", set, ["seed": .integer(seed)]).probabilities([0, 1]))
        }
        #expect(chosen == [[1, 0], [0, 1]])
    }
}

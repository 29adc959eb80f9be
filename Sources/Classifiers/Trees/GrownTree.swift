/// One node of a tree, packed so that four of them share a cache line.
///
/// A leaf is a node that leads to itself: its threshold is infinite, so that walking on from it changes nothing and
/// several rows can be walked in step without asking which of them has arrived.
struct TreeNode: Hashable, Sendable {
    /// Rows whose feature is at most this go left.
    var threshold: Double
    var feature: Int32
    /// The left child; the right one follows it. For a leaf, the node itself.
    var child: Int32

    static func leaf(at index: Int) -> TreeNode {
        TreeNode(threshold: .infinity, feature: 0, child: Int32(index))
    }
}

/// A tree as it comes from training: its nodes from the root on, and what its leaves say.
struct GrownTree: Hashable, Sendable {
    private(set) var nodes = [TreeNode.leaf(at: 0)]
    /// For each node: the class, if it is a leaf of one class; otherwise the complement (`~`) of the place in `shares`
    /// where the leaf's probabilities start, or its number stands. Meaningless for other nodes.
    private(set) var outcomes: [Int32] = [0]
    /// The classes' shares in leaves of several classes, or the numbers that leaves answer.
    private(set) var shares: [Double] = []
    /// For each node the weight of the training rows in it, if it is a leaf; 0 for other nodes.
    private(set) var weights = [0.0]
    /// Whether rows that lack the feature of a split go right.
    private(set) var missingRight = [false]
    /// The most splits between the root and a leaf.
    private(set) var depth = 0

    /// Turns a leaf at that depth into a split and returns its left child; the right one follows it.
    mutating func split(
        _ node: Int,
        at depth: Int,
        feature: Int,
        threshold: Double,
        sendsMissingRight: Bool
    ) -> Int {
        missingRight[node] = sendsMissingRight
        let child = nodes.count
        nodes[node] = TreeNode(threshold: threshold, feature: Int32(feature), child: Int32(child))
        for index in child...child + 1 {
            nodes.append(.leaf(at: index))
            outcomes.append(0)
            weights.append(0)
            missingRight.append(false)
        }
        self.depth = max(self.depth, depth + 1)
        return child
    }

    /// Says what number a leaf answers, and the weight of the training rows in it.
    mutating func setNumber(_ number: Double, of node: Int, weight: Double) {
        weights[node] = weight
        outcomes[node] = ~Int32(shares.count)
        shares.append(number)
    }

    /// Says what a leaf answers, from the weight of each class in it.
    mutating func setOutcome(of node: Int, classWeights: [Double]) {
        let total = classWeights.reduce(0, +)
        weights[node] = total
        if let only = classWeights.firstIndex(of: total) {
            outcomes[node] = Int32(only)
        } else {
            outcomes[node] = ~Int32(shares.count)
            shares.append(contentsOf: classWeights.lazy.map { $0 / total })
        }
    }

    /// The same tree without the room that arrays have to grow into.
    var trimmed: GrownTree {
        var tree = self
        tree.nodes = nodes.trimmed
        tree.outcomes = outcomes.trimmed
        tree.shares = shares.trimmed
        tree.weights = weights.trimmed
        tree.missingRight = missingRight.trimmed
        return tree
    }
}

extension Array {
    fileprivate var trimmed: [Element] {
        [Element](unsafeUninitializedCapacity: count) { memory, initialized in
            _ = memory.initialize(from: self)
            initialized = count
        }
    }
}

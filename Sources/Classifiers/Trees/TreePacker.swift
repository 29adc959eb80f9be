/// Puts the nodes of trees one after the other.
struct TreePacker {
    private var roots: [PackedTrees.Root] = []
    private var nodes: [TreeNode] = []
    private var weights: [Double] = []
    private var missingRight: [Int32] = []

    /// - Parameter nodes: how many there will be.
    init(nodes count: Int) {
        nodes.reserveCapacity(count)
        weights.reserveCapacity(count)
        missingRight = [Int32](repeating: 0, count: (count + 31) / 32)
    }

    /// Adds a tree, children behind their parents.
    ///
    /// - Parameters:
    ///   - leafWeights: the weight of the training rows in each leaf, whatever for other nodes.
    ///   - missing: whether rows that lack the feature go right, for each node.
    mutating func append(_ tree: [TreeNode], depth: Int, leafWeights: [Double], missingRight missing: [Bool]) {
        let first = nodes.count
        for (node, isRight) in missing.enumerated() where isRight {
            missingRight[(first + node) / 32] |= 1 << Int32((first + node) % 32)
        }
        var sums = leafWeights
        for node in sums.indices.reversed() where Int(tree[node].child) != node {
            let child = Int(tree[node].child)
            sums[node] = sums[child] + sums[child + 1]
        }
        weights += sums
        roots.append(PackedTrees.Root(node: first, depth: depth))
        for var node in tree {
            node.child += Int32(first)
            nodes.append(node)
        }
    }

    var trees: PackedTrees {
        PackedTrees(roots, nodes: Column(nodes), weights: Column(weights), missingRight: Column(missingRight))
    }
}

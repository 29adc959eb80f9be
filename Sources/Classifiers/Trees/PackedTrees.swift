/// The nodes of several trees one after the other, laid out for walking.
struct PackedTrees: Sendable {
    struct Root: Sendable {
        let node: Int
        /// The most splits between the root and a leaf.
        let depth: Int
    }

    /// Rows taken through all trees at a time: few enough that they stay in the nearest cache, but many where the trees are too
    /// large for that, so that each of them is brought near less often.
    var blockSize: Int { nodes.count > 1 << 15 ? 512 : 64 }
    /// Rows walked through a tree side by side: each step waits for memory, so several rows take hardly longer than one.
    private static let lanes = 8
    /// Steps taken before it is asked whether all of them have arrived.
    private static let stride = 4

    let roots: [Root]
    /// Of each tree its root first, and children behind their parents.
    let nodes: Column<TreeNode>
    /// The weight of the training rows that came to each node; none where that is not known.
    let weights: Column<Double>
    /// Whether rows that lack the feature of a split go right, a bit a node, the lowest first; otherwise they go left.
    let missingRight: Column<Int32>

    init(_ roots: [Root], nodes: Column<TreeNode>, weights: Column<Double>, missingRight: Column<Int32>) {
        self.roots = roots
        self.nodes = nodes
        self.weights = weights
        self.missingRight = missingRight
    }

    var count: Int { roots.count }
    /// Whether it is known which leaves the training rows came to.
    var hasWeights: Bool { weights.count == nodes.count }
    /// The most splits between a root and a leaf.
    var depth: Int { roots.map(\.depth).max() ?? 0 }
    var nodeCount: Int { nodes.count }
    /// The node at which each tree begins.
    var rootNodes: [Int] { roots.map(\.node) }

    /// The nodes of a tree, its root first and children behind their parents.
    func nodes(of tree: Int) -> Range<Int> {
        roots[tree].node..<(tree + 1 < roots.count ? roots[tree + 1].node : nodes.count)
    }

    func isLeaf(_ node: Int) -> Bool { Int(nodes[node].child) == node }

    /// The child that a row comes to whose feature at a split has this value.
    @inline(__always)
    func child(of node: Int, for value: Double) -> Int {
        let split = nodes[node]
        let isRight = value > split.threshold || value.isNaN && sendsMissingRight(node)
        return Int(split.child) + (isRight ? 1 : 0)
    }

    private func sendsMissingRight(_ node: Int) -> Bool { missingRight[node / 32] >> Int32(node % 32) & 1 == 1 }

    /// Whether some of the rows, a block at most, lack a feature.
    @inline(__always)
    static func lacksSome(_ values: Span<Double>, _ range: Range<Int>, featureCount: Int) -> Bool {
        var isMissing = false
        for place in range.lowerBound * featureCount..<range.upperBound * featureCount where values[place].isNaN {
            isMissing = true
        }
        return isMissing
    }

    /// Writes the leaf that each of some rows, a block at most, comes to in a tree.
    ///
    /// - Parameters:
    ///   - nodes: those of all trees.
    ///   - lacksSome: whether a row lacks a feature.
    @inline(__always)
    func findLeaves(
        _ tree: Int,
        _ nodes: Span<TreeNode>,
        _ values: Span<Double>,
        _ range: Range<Int>,
        featureCount: Int,
        lacksSome: Bool,
        into leaves: inout MutableSpan<Int32>
    ) {
        let root = roots[tree]
        var row = range.lowerBound
        var place = 0
        if lacksSome {
            for row in range {
                var node = root.node
                while !isLeaf(node) {
                    node = child(of: node, for: values[row * featureCount + Int(nodes[node].feature)])
                }
                leaves[place] = Int32(truncatingIfNeeded: node)
                place += 1
            }
            return
        }
        while row + Self.lanes <= range.upperBound {
            let first = row * featureCount
            var walk = Walk<Int>(root.node)
            var isWalking = root.depth > 0
            while isWalking {
                for _ in 0..<Self.stride {
                    let before = walk
                    walk = walk.map { node, lane in
                        Self.step(nodes, node, values, first + lane * featureCount)
                    }
                    isWalking = walk.differs(from: before)
                }
            }
            walk.write(to: &leaves, at: place)
            row += Self.lanes
            place += Self.lanes
        }
        while row < range.upperBound {
            var node = root.node
            while true {
                let next = Self.step(nodes, node, values, row * featureCount)
                if next == node { break }
                node = next
            }
            leaves[place] = Int32(truncatingIfNeeded: node)
            row += 1
            place += 1
        }
    }

    /// The node after this one for the row whose values start at `row`; a leaf leads to itself.
    @inline(__always)
    private static func step(_ nodes: Span<TreeNode>, _ node: Int, _ values: Span<Double>, _ row: Int) -> Int {
        let node = nodes[node]
        return Int(node.child) + (values[row + Int(node.feature)] > node.threshold ? 1 : 0)
    }
}

/// Trees whose class probabilities are averaged; a decision tree is an ensemble of one.
struct TreeEnsemble: Classifier {
    private struct Root: Sendable {
        let node: Int
        let depth: Int
    }

    /// Rows walked through a tree side by side: each step waits for memory, so several rows take hardly longer than one.
    private static let lanes = 4
    /// Rows taken through all trees at a time, few enough that they and their sums stay in the nearest cache.
    private static let blockSize = 64

    let featureCount: Int
    let classCount: Int
    private let roots: [Root]
    private let nodes: [TreeNode]
    private let outcomes: [Int32]
    private let shares: [Double]

    init(_ trees: [GrownTree], featureCount: Int, classCount: Int) {
        self.featureCount = featureCount
        self.classCount = classCount
        var roots: [Root] = []
        var nodes: [TreeNode] = []
        var outcomes: [Int32] = []
        var shares: [Double] = []
        for tree in trees {
            let firstNode = nodes.count
            let firstShare = Int32(shares.count)
            roots.append(Root(node: firstNode, depth: tree.depth))
            for var node in tree.nodes {
                node.child += Int32(firstNode)
                nodes.append(node)
            }
            // A negative outcome is the complement of a place, which grows as the complement falls.
            for outcome in tree.outcomes { outcomes.append(outcome < 0 ? outcome - firstShare : outcome) }
            shares += tree.shares
        }
        self.roots = roots
        self.nodes = nodes
        self.outcomes = outcomes
        self.shares = shares
    }

    func predictProbabilities(_ rows: FeatureRows, _ range: Range<Int>, into output: inout [Double]) {
        precondition(rows.featureCount == featureCount, "a row has the features that the model was trained on")
        var output = output.mutableSpan
        var first = range.lowerBound
        while first < range.upperBound {
            let end = min(first + Self.blockSize, range.upperBound)
            let start = (first - range.lowerBound) * classCount
            sum(rows.values.span, first..<end, into: &output, from: start)
            first = end
        }
        let scale = Double(roots.count)
        for index in 0..<range.count * classCount { output[index] /= scale }
    }

    /// Adds up the trees' probabilities for some rows, written from `start` on.
    private func sum(
        _ values: Span<Double>,
        _ range: Range<Int>,
        into output: inout MutableSpan<Double>,
        from start: Int
    ) {
        for index in start..<start + range.count * classCount { output[index] = 0 }
        let nodes = nodes.span
        for root in roots {
            var row = range.lowerBound
            var place = start
            while row + Self.lanes <= range.upperBound {
                let first = row * featureCount
                let second = first + featureCount
                let third = second + featureCount
                let fourth = third + featureCount
                var walk = (root.node, root.node, root.node, root.node)
                for _ in 0..<root.depth {
                    walk.0 = Self.step(nodes, walk.0, values, first)
                    walk.1 = Self.step(nodes, walk.1, values, second)
                    walk.2 = Self.step(nodes, walk.2, values, third)
                    walk.3 = Self.step(nodes, walk.3, values, fourth)
                }
                add(walk.0, to: &output, at: place)
                add(walk.1, to: &output, at: place + classCount)
                add(walk.2, to: &output, at: place + 2 * classCount)
                add(walk.3, to: &output, at: place + 3 * classCount)
                row += Self.lanes
                place += Self.lanes * classCount
            }
            while row < range.upperBound {
                var node = root.node
                while true {
                    let next = Self.step(nodes, node, values, row * featureCount)
                    if next == node { break }
                    node = next
                }
                add(node, to: &output, at: place)
                row += 1
                place += classCount
            }
        }
    }

    /// The node after this one for the row whose values start at `row`; a leaf leads to itself.
    @inline(__always)
    private static func step(_ nodes: Span<TreeNode>, _ node: Int, _ values: Span<Double>, _ row: Int) -> Int {
        let node = nodes[node]
        return Int(node.child) + (values[row + Int(node.feature)] > node.threshold ? 1 : 0)
    }

    @inline(__always)
    private func add(_ leaf: Int, to output: inout MutableSpan<Double>, at place: Int) {
        let outcome = Int(outcomes[leaf])
        if outcome >= 0 {
            output[place + outcome] += 1
        } else {
            for label in 0..<classCount { output[place + label] += shares[~outcome + label] }
        }
    }
}

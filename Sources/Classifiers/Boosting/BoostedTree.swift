/// A tree whose leaves say what to add to a prediction.
struct BoostedTree: Sendable {
    private(set) var nodes = [TreeNode.leaf(at: 0)]
    /// What each leaf adds; meaningless for other nodes.
    private(set) var values = [0.0]
    /// How many training rows each leaf has; 0 for other nodes.
    private(set) var weights = [0.0]
    /// Whether rows that lack the feature of a split go right.
    private(set) var missingRight = [false]
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
            values.append(0)
            weights.append(0)
            missingRight.append(false)
        }
        self.depth = max(self.depth, depth + 1)
        return child
    }

    mutating func setValue(_ value: Double, of leaf: Int, rowCount: Int) {
        values[leaf] = value
        weights[leaf] = Double(rowCount)
    }

    /// Adds to the sum of each row what the tree says of it.
    func add(to sums: UnsafeMutableBufferPointer<Double>, rows: FeatureRows) {
        let cells = rows.values.span
        for row in 0..<rows.rowCount {
            let start = row * rows.featureCount
            var node = 0
            while Int(nodes[node].child) != node {
                let cell = cells[start + Int(nodes[node].feature)]
                let isRight = cell > nodes[node].threshold || cell.isNaN && missingRight[node]
                node = Int(nodes[node].child) + (isRight ? 1 : 0)
            }
            sums[row] += values[node]
        }
    }
}

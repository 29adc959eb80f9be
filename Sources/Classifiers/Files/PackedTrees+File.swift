extension PackedTrees {
    /// So that the weights of as many leaves as there can be add up to a number.
    private static let largestWeight = 1e290

    private static let missing = "missing"

    /// Whether rows that lack a feature go right, a bit a node, the lowest first.
    private var bits: [Int32] {
        var bits = [Int32](repeating: 0, count: (nodeCount + 31) / 32)
        for (node, isRight) in missingRight.enumerated() where isRight { bits[node / 32] |= 1 << Int32(node % 32) }
        return bits
    }

    func add(to parts: inout ModelParts) {
        parts.add("roots", rootNodes.map { Int32($0) })
        parts.add("thresholds", nodes.map(\.threshold))
        parts.add("features", nodes.map(\.feature))
        parts.add("children", nodes.map(\.child))
        if hasWeights { parts.add("weights", weights) }
        parts.add(Self.missing, bits)
    }

    /// Reads nodes of unknown origin: of each tree the children stand behind their parent and within the tree, so that
    /// every walk ends.
    init(_ parts: ModelParts, featureCount: Int) throws(ModelFileError) {
        let thresholds = try parts.numbers("thresholds")
        let count = thresholds.count
        let features = try parts.integers("features", count: count, in: 0..<featureCount)
        let children = try parts.integers("children", count: count, in: 0..<count)
        let roots = try parts.integers("roots", in: 0..<count).map { Int($0) }
        guard roots.first == 0, zip(roots, roots.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw .unusable("`roots` is out of order")
        }
        let weights = try parts.has("weights") ? parts.numbers("weights", count: count) : []
        guard weights.allSatisfy({ $0 >= 0 && $0 <= Self.largestWeight }) else {
            throw .unusable("`weights` is out of range")
        }
        let bits =
            try parts.has(Self.missing)
            ? parts.integers(Self.missing, count: (count + 31) / 32, in: Int(Int32.min)..<Int(Int32.max) + 1) : nil
        let missing = (0..<count).map { node in bits.map { $0[node / 32] >> Int32(node % 32) & 1 == 1 } ?? false }
        self.init()
        for (index, root) in roots.enumerated() {
            let end = index + 1 < roots.count ? roots[index + 1] : count
            var nodes: [TreeNode] = []
            var depths = [Int](repeating: 0, count: end - root)
            for node in root..<end {
                let child = Int(children[node])
                let isLeaf = child == node
                guard isLeaf || (child > node && child + 1 < end) else { throw .unusable("`children` leads astray") }
                if !isLeaf {
                    for place in child - root...child - root + 1 {
                        depths[place] = max(depths[place], depths[node - root] + 1)
                    }
                }
                nodes.append(
                    TreeNode(
                        threshold: isLeaf ? .infinity : thresholds[node],
                        feature: features[node],
                        child: Int32(child - root)
                    )
                )
            }
            _ = append(
                nodes,
                depth: depths.max() ?? 0,
                leafWeights: weights.isEmpty ? [] : Array(weights[root..<end]),
                missingRight: Array(missing[root..<end])
            )
            guard weights.isEmpty || self.weights[root] > 0 else {
                throw .unusable("`weights` has a tree without rows")
            }
        }
    }
}

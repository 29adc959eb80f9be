extension PackedTrees {
    /// So that the weights of as many leaves as there can be add up to a number.
    private static let largestWeight = 1e290

    private static let nodes = "nodes"
    private static let missing = "missing"

    func add(to parts: inout ModelParts) {
        parts.add("roots", rootNodes.map { Int32($0) })
        parts.add(Self.nodes, .nodes(nodes))
        if hasWeights { parts.add("weights", .numbers(weights)) }
        parts.add(Self.missing, .integers(missingRight))
    }

    /// Reads nodes of unknown origin: of each tree the children stand behind their parent and within the tree, so that
    /// every walk ends.
    init(_ parts: ModelParts, featureCount: Int) throws(ModelFileError) {
        let nodes = parts.has(Self.nodes) ? try parts.nodes(Self.nodes) : Column(try Self.apart(parts))
        let count = nodes.count
        let starts = try parts.integers("roots", in: 0..<count).map { Int($0) }
        guard starts.first == 0, zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw .unusable("`roots` is out of order")
        }
        let weights = try parts.has("weights") ? parts.numberColumn("weights", count: count) : Column([])
        guard weights.allSatisfy({ $0 >= 0 && $0 <= Self.largestWeight }) else {
            throw .unusable("`weights` is out of range")
        }
        if weights.count > 0, !starts.allSatisfy({ weights[$0] > 0 }) {
            throw .unusable("`weights` has a tree without rows")
        }
        let bitCount = (count + 31) / 32
        let missing =
            try parts.has(Self.missing)
            ? parts.integerColumn(Self.missing, count: bitCount, in: Int(Int32.min)..<Int(Int32.max) + 1)
            : Column([Int32](repeating: 0, count: bitCount))
        var roots: [Root] = []
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1] : count
            guard let depth = nodes.withSpan({ Self.depth(of: $0, start..<end, featureCount: featureCount) }) else {
                throw .unusable("`nodes` leads astray")
            }
            roots.append(Root(node: start, depth: depth))
        }
        self.init(roots, nodes: nodes, weights: weights, missingRight: missing)
    }

    /// The most splits between the root and a leaf of a tree; nil where some row would not come to a leaf of it.
    private static func depth(of nodes: Span<TreeNode>, _ tree: Range<Int>, featureCount: Int) -> Int? {
        var depths = [Int32](repeating: 0, count: tree.count)
        var most: Int32 = 0
        for node in tree {
            let (child, feature) = (Int(nodes[node].child), Int(nodes[node].feature))
            guard feature >= 0 && feature < featureCount else { return nil }
            if child == node {
                // Where a leaf leads to its right, it leads out of itself.
                if nodes[node].threshold != .infinity { return nil }
                continue
            }
            guard child > node && child + 1 < tree.upperBound else { return nil }
            let depth = depths[node - tree.lowerBound] + 1
            most = max(most, depth)
            for place in child - tree.lowerBound...child - tree.lowerBound + 1 {
                depths[place] = max(depths[place], depth)
            }
        }
        return Int(most)
    }

    /// The nodes of the first version, whose thresholds, features and children stand in columns of their own.
    private static func apart(_ parts: ModelParts) throws(ModelFileError) -> [TreeNode] {
        let thresholds = try parts.numbers("thresholds")
        let anything = Int(Int32.min)..<Int(Int32.max) + 1
        let features = try parts.integers("features", count: thresholds.count, in: anything)
        let children = try parts.integers("children", count: thresholds.count, in: anything)
        return thresholds.indices.map { node in
            let isLeaf = Int(children[node]) == node
            return TreeNode(
                threshold: isLeaf ? .infinity : thresholds[node],
                feature: features[node],
                child: children[node]
            )
        }
    }
}

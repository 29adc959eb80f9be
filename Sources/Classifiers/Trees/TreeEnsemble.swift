/// Trees whose class probabilities, or whose numbers, are averaged; a decision tree is an ensemble of one.
struct TreeEnsemble: Classifier {
    let featureCount: Int
    let classCount: Int
    let predictsNumbers: Bool
    var takesMissing: Bool { true }
    let trees: PackedTrees
    /// What each node says if it is a leaf, as in `GrownTree`.
    let outcomes: Column<Int32>
    let shares: Column<Double>
    /// The trees for many rows, once so many are to be answered.
    var many: NarrowEnsemble?

    init(_ grown: [GrownTree], shape: ModelShape) {
        featureCount = shape.featureCount
        classCount = shape.classCount
        predictsNumbers = shape.predictsNumbers
        let nodeCount = grown.reduce(0) { $0 + $1.nodes.count }
        var packer = TreePacker(nodes: nodeCount)
        var outcomes: [Int32] = []
        outcomes.reserveCapacity(nodeCount)
        var shares: [Double] = []
        shares.reserveCapacity(grown.reduce(0) { $0 + $1.shares.count })
        for tree in grown {
            packer.append(tree.nodes, depth: tree.depth, leafWeights: tree.weights, missingRight: tree.missingRight)
            let firstShare = Int32(shares.count)
            // A negative outcome is the complement of a place, which grows as the complement falls.
            for outcome in tree.outcomes { outcomes.append(outcome < 0 ? outcome - firstShare : outcome) }
            shares += tree.shares
        }
        trees = packer.trees
        self.outcomes = Column(outcomes)
        self.shares = Column(shares)
    }

    /// - Parameters:
    ///   - outcomes: what each node says if it is a leaf, of all trees, as are `shares`.
    init(_ trees: PackedTrees, outcomes: Column<Int32>, shares: Column<Double>, shape: ModelShape) {
        featureCount = shape.featureCount
        classCount = shape.classCount
        predictsNumbers = shape.predictsNumbers
        self.trees = trees
        self.outcomes = outcomes
        self.shares = shares
    }

    func predictProbabilities(_ rows: FeatureRows, _ range: Range<Int>, into output: inout [Double]) {
        precondition(rows.featureCount == featureCount, "a row has the features that the model was trained on")
        trees.nodes.withSpan { nodes in
            outcomes.withSpan { outcomes in
                shares.withSpan { shares in
                    if let many {
                        answer(rows, range, many, shares, into: &output)
                    } else {
                        answer(rows, range, nodes, outcomes, shares, into: &output)
                    }
                }
            }
        }
        let scale = Double(trees.count)
        for index in 0..<range.count * classCount { output[index] /= scale }
    }

    private func answer(
        _ rows: FeatureRows,
        _ range: Range<Int>,
        _ nodes: Span<TreeNode>,
        _ outcomes: Span<Int32>,
        _ shares: Span<Double>,
        into output: inout [Double]
    ) {
        var output = output.mutableSpan
        let blockSize = min(trees.blockSize, range.count)
        var leaves = [Int32](repeating: 0, count: blockSize)
        var found = leaves.mutableSpan
        for index in 0..<range.count * classCount { output[index] = 0 }
        var first = range.lowerBound
        while first < range.upperBound {
            let block = first..<min(first + blockSize, range.upperBound)
            let lacksSome = PackedTrees.lacksSome(rows.values.span, block, featureCount: featureCount)
            for tree in 0..<trees.count {
                trees.findLeaves(
                    tree,
                    nodes,
                    rows.values.span,
                    block,
                    featureCount: featureCount,
                    lacksSome: lacksSome,
                    into: &found
                )
                var place = (first - range.lowerBound) * classCount
                for index in 0..<block.count {
                    let outcome = Int(outcomes[Int(found[index])])
                    if outcome >= 0 {
                        output[place + outcome] += 1
                    } else {
                        for label in 0..<classCount { output[place + label] += shares[~outcome + label] }
                    }
                    place += classCount
                }
            }
            first = block.upperBound
        }
    }
}

import Glibc

/// Trees whose sums become probabilities by the logistic function or the softmax, or a predicted number.
struct BoostedTrees: Classifier {
    /// What the sums become.
    enum Answer: Int32, Sendable {
        case classes
        /// The sum is the number.
        case sum
        /// The number is the sum's exponential, so that it is never negative.
        case exponential
    }

    let featureCount: Int
    let classCount: Int
    let answer: Answer
    /// The classes that occur in the training data, in the order of the sums; with one sum, the two whose second it speaks
    /// for. Where the answer is a number, its place, which is 0.
    let present: [Int]
    /// What each sum starts from.
    let origins: [Double]
    /// The trees, round by round and sum by sum within one.
    let trees: PackedTrees
    /// What each leaf adds.
    let values: Column<Double>
    /// The trees for many rows, once so many are to be answered; a leaf says its place in its tree.
    var many: NarrowTrees?

    init(_ grown: [BoostedTree], answer: Answer, shape: ModelShape, present: [Int], origins: [Double]) {
        featureCount = shape.featureCount
        classCount = shape.classCount
        self.answer = answer
        self.present = present
        self.origins = origins
        var packer = TreePacker(nodes: grown.reduce(0) { $0 + $1.nodes.count })
        for tree in grown {
            packer.append(tree.nodes, depth: tree.depth, leafWeights: tree.weights, missingRight: tree.missingRight)
        }
        trees = packer.trees
        values = Column(grown.flatMap(\.values))
    }

    init(
        _ trees: PackedTrees,
        values: Column<Double>,
        origins: [Double],
        present: [Int],
        answer: Answer,
        shape: ModelShape
    ) {
        self.answer = answer
        featureCount = shape.featureCount
        classCount = shape.classCount
        self.present = present
        self.origins = origins
        self.trees = trees
        self.values = values
    }

    var predictsNumbers: Bool { answer != .classes }
    var takesMissing: Bool { true }

    func predictProbabilities(_ rows: FeatureRows, _ range: Range<Int>, into output: inout [Double]) {
        precondition(rows.featureCount == featureCount, "a row has the features that the model was trained on")
        trees.nodes.withSpan { nodes in
            values.withSpan { values in
                if let many {
                    answer(rows, range, many, values, into: &output)
                } else {
                    answer(rows, range, nodes, values, into: &output)
                }
            }
        }
    }

    private func answer(
        _ rows: FeatureRows,
        _ range: Range<Int>,
        _ nodes: Span<TreeNode>,
        _ values: Span<Double>,
        into output: inout [Double]
    ) {
        let blockSize = min(trees.blockSize, range.count)
        var leaves = [Int32](repeating: 0, count: blockSize)
        var sums = [Double](repeating: 0, count: blockSize * origins.count)
        var first = range.lowerBound
        while first < range.upperBound {
            let block = first..<min(first + blockSize, range.upperBound)
            for index in 0..<block.count * origins.count { sums[index] = origins[index % origins.count] }
            let lacksSome = PackedTrees.lacksSome(rows.values.span, block, featureCount: featureCount)
            for tree in 0..<trees.count {
                var found = leaves.mutableSpan
                trees.findLeaves(
                    tree,
                    nodes,
                    rows.values.span,
                    block,
                    featureCount: featureCount,
                    lacksSome: lacksSome,
                    into: &found
                )
                let output = tree % origins.count
                for row in 0..<block.count { sums[row * origins.count + output] += values[Int(leaves[row])] }
            }
            for row in 0..<block.count {
                write(&sums, row * origins.count, into: &output, at: (first - range.lowerBound + row) * classCount)
            }
            first = block.upperBound
        }
    }

    /// Turns the sums of one row into probabilities.
    func write(_ sums: inout [Double], _ start: Int, into output: inout [Double], at place: Int) {
        switch answer {
        case .classes: break
        case .sum:
            output[place] = sums[start]
            return
        case .exponential:
            output[place] = exp(sums[start])
            return
        }
        for label in place..<place + classCount { output[label] = 0 }
        if origins.count == 1 {
            let shares = Probabilities.logistic(sums[start])
            output[place + present[0]] = shares.against
            output[place + present[1]] = shares.for
        } else {
            var span = sums.mutableSpan
            Probabilities.normalizeExponentials(&span, from: start, count: origins.count)
            for index in origins.indices { output[place + present[index]] = sums[start + index] }
        }
    }
}

/// Divides the answers of a model of trees among the features, by their Shapley values, and follows rows through its trees.
///
/// What a tree answers where only some features are known is what its leaves say on average: a split by a feature that is not
/// known is taken both ways, each as often as the training rows took it. This is path-dependent TreeSHAP (Lundberg et al. 2020),
/// as `shap.TreeExplainer` has it where it is given no data.
package struct TreeExplainer: Sendable {
    /// Why answers cannot be divided.
    package enum Refusal: Error, Hashable, Sendable {
        /// The model has no trees.
        case noTrees
        /// It is not known which leaves the training rows came to.
        case noWeights
        /// A way through a tree has more splits than this.
        case tooDeep(Int)
    }

    /// What a row meets at a split.
    package struct Step: Hashable, Sendable {
        package let feature: Int
        package let value: Double
        package let threshold: Double
        /// Whether the value is above the threshold, and not at most it, or is missing and goes where those do that are.
        package let isAbove: Bool
    }

    /// The way of a row through a tree.
    package struct Way: Hashable, Sendable {
        package let steps: [Step]
        /// What the leaf adds, output by output, as if the model had this tree alone.
        package let outputs: [Double]
        /// The weight of the training rows that came to the leaf.
        package let weight: Double
    }

    /// The products on the way to a leaf take memory that grows with the square of this.
    private static let mostSplits = 2_000

    private let model: any TreeModel
    /// What is done to rows before the trees see them; nil for nothing. A feature each, as trees take them.
    private let preparation: FeaturePreparation?
    private let rule: GaussLegendre
    /// What the model answers on average where nothing is known, output by output.
    package let base: [Double]

    package init(_ classifier: any Classifier) throws(Refusal) {
        let prepared = classifier as? PreparedClassifier
        guard let model = (prepared?.model ?? classifier) as? any TreeModel else { throw .noTrees }
        preparation = prepared?.preparation
        let trees = model.trees
        guard trees.hasWeights else { throw .noWeights }
        guard trees.depth <= Self.mostSplits else { throw .tooDeep(Self.mostSplits) }
        self.model = model
        // The polynomial of a leaf has one degree less than there are different features on the way to it.
        rule = GaussLegendre(count: max(1, (min(trees.depth, model.featureCount) + 1) / 2))
        base = Self.base(of: model)
    }

    package var treeCount: Int { model.trees.count }
    package var scale: TreeScale { model.scale }
    /// The class that each output is about.
    package var outputClasses: [Int] { model.outputClasses }

    private static func base(of model: some TreeModel) -> [Double] {
        var base = model.origin
        let trees = model.trees
        for tree in 0..<trees.count {
            let nodes = trees.nodes(of: tree)
            for node in nodes where trees.isLeaf(node) {
                let share = trees.weights[node] / trees.weights[nodes.lowerBound]
                model.add(leaf: node, of: tree, times: share, to: &base, at: 0)
            }
        }
        return base
    }

    /// How much each feature adds to the answer for a row, feature by feature, a number an output: together with `base` they are
    /// the answer.
    package func contributions(_ rows: FeatureRows, row: Int) -> [Double] {
        precondition(rows.featureCount == model.featureCount, "a row has the features that the model was trained on")
        return Self.contributions(model, rule, cells(rows, row))
    }

    private static func contributions(_ model: some TreeModel, _ rule: GaussLegendre, _ cells: [Double]) -> [Double] {
        var walk = ShapleyWalk(model, rule: rule)
        for tree in 0..<model.trees.count { walk.take(tree, cells) }
        return walk.values
    }

    /// The mean over rows and outputs of how much each feature adds or takes away.
    package func meanContributions(_ rows: FeatureRows, rows chosen: [Int]) -> [Double] {
        var sums = [Double](repeating: 0, count: rows.featureCount)
        for row in chosen {
            let values = contributions(rows, row: row)
            for place in values.indices { sums[place / base.count] += abs(values[place]) }
        }
        let scale = Double(max(1, chosen.count * base.count))
        return sums.map { $0 / scale }
    }

    /// The way of a row through a tree.
    package func way(_ rows: FeatureRows, row: Int, through tree: Int) -> Way {
        let (cells, trees) = (cells(rows, row), model.trees)
        var steps: [Step] = []
        var node = trees.nodes(of: tree).lowerBound
        while !trees.isLeaf(node) {
            let split = trees.nodes[node]
            let value = cells[Int(split.feature)]
            let next = trees.child(of: node, for: value)
            let isAbove = next > Int(split.child)
            steps.append(
                Step(feature: Int(split.feature), value: value, threshold: split.threshold, isAbove: isAbove)
            )
            node = next
        }
        var outputs = [Double](repeating: 0, count: base.count)
        let alone = model is TreeEnsemble ? Double(trees.count) : 1
        model.add(leaf: node, of: tree, times: alone, to: &outputs, at: 0)
        return Way(steps: steps, outputs: outputs, weight: trees.weights[node])
    }

    private func cells(_ rows: FeatureRows, _ row: Int) -> [Double] {
        guard let preparation else {
            return Array(rows.values[row * rows.featureCount..<(row + 1) * rows.featureCount])
        }
        return preparation.rows(rows, row..<row + 1).values
    }
}

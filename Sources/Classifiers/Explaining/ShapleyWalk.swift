/// Walks through trees and gathers what each feature adds to the answer for a row.
///
/// In a leaf the answer with some features known is a product over the features on the way to it: of one or nothing for those
/// that are known, as the row goes there or not, and of the share of the training rows for the others. A feature's Shapley
/// value in such a game is the integral of a polynomial over the unit interval, which a Gauss-Legendre rule gives exactly up to
/// rounding; all its terms are positive, so that nothing cancels however deep the tree.
struct ShapleyWalk<Model: TreeModel> {
    /// What is known of a feature on the way to a node.
    private struct Known {
        /// Whether the row goes this way at every split by the feature.
        var goes = true
        /// How many of the training rows do, of those that are there.
        var share = 1.0
    }

    private enum Visit {
        case enter(node: Int, level: Int, feature: Int, Known)
        case leave(feature: Int, before: Known?)
    }

    private let model: Model
    private let trees: PackedTrees
    private let rule: GaussLegendre
    private let outputCount: Int
    /// Feature by feature, a number an output.
    private(set) var values: [Double]
    /// The different features on the way, in order.
    private var path: [Int] = []
    /// By feature, nil for those that are not on the way.
    private var known: [Known?]
    /// The product over the features on the way at each place of the rule, level by level.
    private var products: [Double]
    /// A stack of its own, since trees may be deep.
    private var visits: [Visit] = []

    init(_ model: Model, rule: GaussLegendre) {
        self.model = model
        self.rule = rule
        trees = model.trees
        outputCount = model.origin.count
        values = [Double](repeating: 0, count: model.featureCount * outputCount)
        known = [Known?](repeating: nil, count: model.featureCount)
        products = [Double](repeating: 1, count: (trees.depth + 1) * rule.count)
    }

    /// Adds what each feature adds to what a tree says of a row.
    mutating func take(_ tree: Int, _ cells: [Double]) {
        visit(trees.nodes(of: tree).lowerBound, of: tree, level: 0, cells)
        while let next = visits.popLast() {
            switch next {
            case .leave(let feature, let before):
                known[feature] = before
                if before == nil { path.removeLast() }
            case .enter(let node, let level, let feature, let now):
                let before = known[feature]
                multiply(to: level, now, inPlaceOf: before)
                known[feature] = now
                if before == nil { path.append(feature) }
                visits.append(.leave(feature: feature, before: before))
                visit(node, of: tree, level: level, cells)
            }
        }
    }

    /// Takes a leaf, or lets both ways of a split wait.
    private mutating func visit(_ node: Int, of tree: Int, level: Int, _ cells: [Double]) {
        guard !trees.isLeaf(node) else {
            add(node, of: tree, level: level)
            return
        }
        let split = trees.nodes[node]
        let feature = Int(split.feature)
        let weight = trees.weights[node]
        let taken = trees.child(of: node, for: cells[feature])
        for child in Int(split.child)...Int(split.child) + 1 {
            var now = known[feature] ?? Known()
            now.goes = now.goes && child == taken
            now.share *= weight > 0 ? trees.weights[child] / weight : 0
            // Where neither the row nor any training row goes the answer is nothing, whatever is known.
            if now.goes || now.share > 0 {
                visits.append(.enter(node: child, level: level + 1, feature: feature, now))
            }
        }
    }

    private mutating func multiply(to level: Int, _ now: Known, inPlaceOf before: Known?) {
        let place = level * rule.count
        for index in 0..<rule.count {
            let old = before.map { factor($0, index) } ?? 1
            products[place + index] = products[place - rule.count + index] / old * factor(now, index)
        }
    }

    /// The feature's part of the product; it is positive, since places lie inside of the interval.
    @inline(__always)
    private func factor(_ known: Known, _ index: Int) -> Double {
        let place = rule.places[index]
        return (known.goes ? place : 0) + (1 - place) * known.share
    }

    private mutating func add(_ leaf: Int, of tree: Int, level: Int) {
        let place = level * rule.count
        for feature in path {
            guard let known = known[feature] else { continue }
            var integral = 0.0
            for index in 0..<rule.count {
                integral += rule.weights[index] * products[place + index] / factor(known, index)
            }
            let share = ((known.goes ? 1 : 0) - known.share) * integral
            model.add(leaf: leaf, of: tree, times: share, to: &values, at: feature * outputCount)
        }
    }
}

/// A model that adds up what trees say: its answers can be followed through them, and divided among the features.
protocol TreeModel: Classifier {
    var trees: PackedTrees { get }
    /// What the sums start from, a number an output.
    var origin: [Double] { get }
    var scale: TreeScale { get }
    /// The class that each output is about.
    var outputClasses: [Int] { get }

    /// Adds what a leaf of a tree says, times a factor, to the outputs at a place.
    func add(leaf: Int, of tree: Int, times factor: Double, to outputs: inout [Double], at place: Int)
}

/// What the outputs of a model of trees are.
package enum TreeScale: String, Sendable {
    case probability
    /// The predicted number itself.
    case number
    /// The logarithm of the predicted number.
    case logarithm
    /// The logarithm of the odds; one output for two classes, about the second of them.
    case logOdds = "log_odds"
    /// Logarithms of weights: each class's exponential, divided by the sum of all, is its probability.
    case score
}

extension TreeEnsemble: TreeModel {
    var origin: [Double] { [Double](repeating: 0, count: classCount) }
    var scale: TreeScale { predictsNumbers ? .number : .probability }
    var outputClasses: [Int] { Array(0..<classCount) }

    func add(leaf: Int, of tree: Int, times factor: Double, to outputs: inout [Double], at place: Int) {
        let outcome = Int(outcomes[leaf])
        let share = factor / Double(trees.count)
        if outcome >= 0 {
            outputs[place + outcome] += share
        } else {
            for label in 0..<classCount { outputs[place + label] += shares[~outcome + label] * share }
        }
    }
}

extension BoostedTrees: TreeModel {
    var origin: [Double] { origins }
    var scale: TreeScale {
        switch answer {
        case .classes: origins.count == 1 ? .logOdds : .score
        case .sum: .number
        case .exponential: .logarithm
        }
    }
    var outputClasses: [Int] { origins.count == 1 && !predictsNumbers ? [present[1]] : present }

    func add(leaf: Int, of tree: Int, times factor: Double, to outputs: inout [Double], at place: Int) {
        outputs[place + tree % origins.count] += values[leaf] * factor
    }
}

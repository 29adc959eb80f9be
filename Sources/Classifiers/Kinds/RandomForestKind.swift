package import Plan
import Statistics

/// `random_forest`: many trees, each on its own sample of the rows, whose probabilities are averaged.
package enum RandomForestKind: ModelKind {
    private static let schema = TreeOptions.Schema(
        maxFeatures: .squareRoot,
        seedSummary: "Where the random numbers start that draw each tree's rows and features."
    )
    private static let estimators = IntegerOption(
        "n_estimators",
        1...100_000,
        default: 100,
        "The number of trees."
    )
    private static let bootstrap = BooleanOption(
        "bootstrap",
        default: true,
        "Whether each tree sees as many rows as there are, drawn with replacement."
    )

    package static let descriptor = ModelDescriptor(
        "random_forest",
        "A random forest (Breiman 2001): the mean of the class probabilities of randomised CART trees.",
        options: [estimators.field] + schema.fields + [bootstrap.field]
    )

    /// At most this many workers share the trees where the caller names no number; the runtime runs as many of them at
    /// once as there are cores, and one that finds no tree left costs nothing.
    private static let workersWithoutLimit = 64

    package static func train(
        on set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        let treeOptions = try TreeOptions(options, schema: schema)
        let treeCount = try estimators.value(in: options)
        let isBootstrap = try bootstrap.value(in: options)
        try set.checkTrainable()
        let limits = try GrowthLimits(treeOptions, featureCount: set.rows.featureCount)
        let workers = min(treeCount, threads > 0 ? threads : workersWithoutLimit)
        let features = RankedFeatures(set.rows)

        let tickets = TicketCounter()
        let trees = await withTaskGroup(of: [(index: Int, tree: GrownTree)].self) { group in
            for _ in 0..<workers {
                group.addTask {
                    var index = tickets.take()
                    guard index < treeCount else { return [] }
                    var grown: [(index: Int, tree: GrownTree)] = []
                    var weights = RowWeights(rowCount: features.rowCount)
                    var grower = TreeGrower(
                        features: features,
                        labels: set.labels,
                        classCount: set.classCount,
                        limits: limits
                    )
                    while index < treeCount {
                        // A tree's randomness depends on its index only, so it does not matter which worker grows it.
                        var random = SplitMix64(seed: treeOptions.seed, stream: UInt64(index))
                        if isBootstrap { weights.drawBootstrap(using: &random) }
                        grown.append((index, grower.grow(weights: weights, random: random)))
                        index = tickets.take()
                    }
                    return grown
                }
            }
            var trees = [GrownTree?](repeating: nil, count: treeCount)
            for await grown in group {
                for (index, tree) in grown { trees[index] = tree }
            }
            return trees.compactMap { $0 }
        }
        return TreeEnsemble(trees, featureCount: features.featureCount, classCount: set.classCount)
    }
}

import Plan
import Statistics

/// Grows the trees of a forest, on as many threads as there are or the caller names.
struct ForestGrower: Sendable {
    static let estimators = IntegerOption("n_estimators", 1...100_000, default: 100, "The number of trees.")

    static func bootstrap(default isDefault: Bool) -> BooleanOption {
        BooleanOption(
            "bootstrap",
            default: isDefault,
            "Whether each tree sees as many rows as there are, drawn with replacement."
        )
    }

    /// At most this many workers share the trees where the caller names no number; the runtime runs as many of them at
    /// once as there are cores, and one that finds no tree left costs nothing.
    private static let workersWithoutLimit = 64

    private let treeOptions: TreeOptions
    private let treeCount: Int
    private let isBootstrap: Bool

    init(
        _ options: OptionValues,
        schema: TreeOptions.Schema,
        estimators: IntegerOption,
        bootstrap: BooleanOption
    ) throws(TrainingError) {
        treeOptions = try TreeOptions(options, schema: schema)
        treeCount = try estimators.value(in: options)
        isBootstrap = try bootstrap.value(in: options)
    }

    /// - Parameters:
    ///   - drawsThresholds: whether thresholds are drawn at random, and not the best of all.
    ///   - threads: how many workers share the trees; 0 for as many as there are cores.
    func grow(
        _ set: TrainingSet,
        drawsThresholds: Bool,
        threads: Int
    ) async throws(TrainingError) -> TreeEnsemble {
        switch set.splitting {
        case .squaredError:
            try await grow(set, by: SumCriterion<SquaredError>.self, drawsThresholds, threads)
        case .twoClasses:
            try await grow(set, by: SumCriterion<TwoClassImpurity>.self, drawsThresholds, threads)
        case .classes:
            try await grow(set, by: ClassCriterion.self, drawsThresholds, threads)
        }
    }

    private func grow<Criterion: SplitCriterion & ~Copyable>(
        _ set: TrainingSet,
        by criterion: Criterion.Type,
        _ drawsThresholds: Bool,
        _ threads: Int
    ) async throws(TrainingError) -> TreeEnsemble {
        drawsThresholds
            ? try await grow(set, searching: DrawnSplitFinder<Criterion>.self, threads)
            : try await grow(set, searching: SplitFinder<Criterion>.self, threads)
    }

    private func grow<Search: SplitSearch & ~Copyable>(
        _ set: TrainingSet,
        searching search: Search.Type,
        _ threads: Int
    ) async throws(TrainingError) -> TreeEnsemble {
        let limits = try GrowthLimits(treeOptions, featureCount: set.rows.featureCount)
        let workers = min(treeCount, threads > 0 ? threads : Self.workersWithoutLimit)
        let table = Search.Table(set.rows)
        let tickets = TicketCounter()
        let trees = await withTaskGroup(of: [(index: Int, tree: GrownTree)].self) { group in
            for _ in 0..<workers {
                group.addTask { growSome(set, searching: Search.self, table, limits, tickets) }
            }
            var trees = [GrownTree?](repeating: nil, count: treeCount)
            for await grown in group {
                for (index, tree) in grown { trees[index] = tree }
            }
            return trees.compactMap { $0 }
        }
        return TreeEnsemble(trees, shape: set.shape)
    }

    /// Grows trees as long as there are tickets.
    private func growSome<Search: SplitSearch & ~Copyable>(
        _ set: TrainingSet,
        searching search: Search.Type,
        _ table: Search.Table,
        _ limits: GrowthLimits,
        _ tickets: TicketCounter
    ) -> [(index: Int, tree: GrownTree)] {
        var index = tickets.take()
        guard index < treeCount else { return [] }
        var grown: [(index: Int, tree: GrownTree)] = []
        var weights = RowWeights(rowCount: set.rows.rowCount)
        var grower = TreeGrower<Search>(set, table: table, options: treeOptions, limits: limits)
        while index < treeCount {
            // A tree's randomness depends on its index only, so it does not matter which worker grows it.
            var random = SplitMix64(seed: treeOptions.seed, stream: UInt64(index))
            if isBootstrap { weights.drawBootstrap(using: &random) }
            grown.append((index, grower.grow(weights: weights, random: random).trimmed))
            index = tickets.take()
        }
        return grown
    }
}

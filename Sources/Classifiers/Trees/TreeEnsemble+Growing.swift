import Statistics

extension TrainingSet {
    /// How splits of its rows are judged.
    enum Splitting {
        case squaredError, twoClasses, classes
    }

    var splitting: Splitting {
        if numbers != nil { return .squaredError }
        return classCount == 2 ? .twoClasses : .classes
    }
}

extension TreeEnsemble {
    /// A model of one tree, on all rows of a set.
    init(treeOn set: TrainingSet, options: TreeOptions) throws(TrainingError) {
        let limits = try GrowthLimits(options, featureCount: set.rows.featureCount)
        let tree =
            switch set.splitting {
            case .squaredError: Self.grow(set, by: SumCriterion<SquaredError>.self, options, limits)
            case .twoClasses: Self.grow(set, by: SumCriterion<TwoClassImpurity>.self, options, limits)
            case .classes: Self.grow(set, by: ClassCriterion.self, options, limits)
            }
        self.init([tree], shape: set.shape)
    }

    private static func grow<Criterion: SplitCriterion & ~Copyable>(
        _ set: TrainingSet,
        by criterion: Criterion.Type,
        _ options: TreeOptions,
        _ limits: GrowthLimits
    ) -> GrownTree {
        let table = RankedFeatures(set.rows)
        var grower = TreeGrower<SplitFinder<Criterion>>(set, table: table, options: options, limits: limits)
        return grower.grow(weights: RowWeights(rowCount: table.rowCount), random: SplitMix64(seed: options.seed))
    }
}

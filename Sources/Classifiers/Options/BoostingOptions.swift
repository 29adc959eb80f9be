import Plan

/// The options of boosting that do not depend on what is predicted, with scikit-learn's names and meanings.
enum BoostingOptions {
    /// With more rows, some are set aside to tell when to stop unless a plan says otherwise.
    private static let rowsToStopEarly = 10_000

    private static let learningRate = NumberOption(
        "learning_rate",
        .moreThan(0),
        default: "0.1",
        "What share of each tree's step is taken."
    )
    private static let rounds = IntegerOption(
        "max_iter",
        1...100_000,
        default: 100,
        "The most rounds: a tree each, or one for each of more than two classes."
    )
    private static let maxLeafNodes = IntegerOption(
        "max_leaf_nodes",
        2...65_536,
        default: 31,
        "The most leaves of a tree."
    )
    private static let maxDepth = IntegerOption(
        "max_depth",
        1...Int.max,
        default: .max,
        "The most splits between the root and a leaf; no limit if absent."
    )
    private static let minSamplesLeaf = IntegerOption(
        "min_samples_leaf",
        1...Int.max,
        default: 20,
        "The fewest rows on either side of a split."
    )
    private static let l2Regularization = NumberOption(
        "l2_regularization",
        .atLeast(0),
        default: "0",
        "How strongly the squares of what leaves say are penalised."
    )
    private static let maxBins = IntegerOption(
        "max_bins",
        2...255,
        default: 255,
        "The most bins that a feature's values are sorted into; splits lie between bins."
    )
    private static let earlyStopping = AutomaticOption(
        "early_stopping",
        "Whether to stop where rows set aside gain nothing any more; `auto` with more than 10000 rows."
    )
    private static let validationFraction = NumberOption(
        "validation_fraction",
        .moreThan(0, atMost: 0.9),
        default: "0.1",
        "The share of rows set aside to tell when to stop."
    )
    private static let patience = IntegerOption(
        "n_iter_no_change",
        1...100_000,
        default: 10,
        "After how many rounds without gain to stop."
    )
    private static let tolerance = NumberOption(
        "tol",
        .atLeast(0),
        default: "0.0000001",
        "By how much the loss of the rows set aside has to fall to count as a gain."
    )
    private static let seed = IntegerOption(
        "seed",
        0...Int(UInt32.max),
        default: 0,
        "Where the random numbers start that set rows aside."
    )

    /// - Parameter beside: fields between those of growing and those of stopping.
    static func fields(beside: [FieldShape]) -> [FieldShape] {
        [
            learningRate.field, rounds.field, maxLeafNodes.field, maxDepth.field, minSamplesLeaf.field,
            l2Regularization.field, maxBins.field,
        ] + beside + [earlyStopping.field, validationFraction.field, patience.field, tolerance.field, seed.field]
    }

    /// - Parameter rowCount: how many rows there are to learn from.
    static func booster(
        _ options: OptionValues,
        classWeight: ClassWeight,
        rowCount: Int
    ) throws(TrainingError) -> Booster {
        let stopping = Booster.Stopping(
            fraction: try validationFraction.value(in: options),
            rounds: try patience.value(in: options),
            tolerance: try tolerance.value(in: options)
        )
        let stops = try earlyStopping.value(in: options) ?? (rowCount > rowsToStopEarly)
        return Booster(
            rounds: try rounds.value(in: options),
            maxBins: try maxBins.value(in: options),
            limits: BoostingLimits(
                maxLeafNodes: try maxLeafNodes.value(in: options),
                maxDepth: try maxDepth.value(in: options),
                learningRate: try learningRate.value(in: options),
                search: GainSearch(
                    minSamplesLeaf: try minSamplesLeaf.value(in: options),
                    l2Regularization: try l2Regularization.value(in: options)
                )
            ),
            stopping: stops ? stopping : nil,
            classWeight: classWeight,
            seed: UInt64(try seed.value(in: options))
        )
    }
}

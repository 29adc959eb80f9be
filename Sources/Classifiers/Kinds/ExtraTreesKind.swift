package import Plan

/// `extra_trees`: many trees whose thresholds are drawn at random, whose probabilities are averaged.
package enum ExtraTreesKind: ModelKind {
    private static let schema = TreeOptions.Schema(
        maxFeatures: .squareRoot,
        seedSummary: "Where the random numbers start that draw features, thresholds and each tree's rows."
    )
    private static let estimators = ForestGrower.estimators
    private static let bootstrap = ForestGrower.bootstrap(default: false)

    package static let descriptor = ModelDescriptor(
        "extra_trees",
        "Extremely randomised trees (Geurts, Ernst & Wehenkel 2006): a threshold is drawn for each feature looked at.",
        options: [estimators.field] + schema.fields + [bootstrap.field] + PreparationOptions.fields,
        takesMissing: true
    )

    package static func train(
        on set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        let grower = try ForestGrower(options, schema: schema, estimators: estimators, bootstrap: bootstrap)
        try set.checkTrainable()
        return try await grower.grow(set, by: SplitFinder.self, drawsThresholds: true, threads: threads)
    }
}

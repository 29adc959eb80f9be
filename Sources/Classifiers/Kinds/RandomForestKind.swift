package import Plan

/// `random_forest`: many trees, each on its own sample of the rows, whose probabilities are averaged.
package enum RandomForestKind: ModelKind {
    private static let schema = TreeOptions.Schema(
        maxFeatures: .squareRoot,
        seedSummary: "Where the random numbers start that draw each tree's rows and features."
    )
    private static let estimators = ForestGrower.estimators
    private static let bootstrap = ForestGrower.bootstrap(default: true)

    package static let descriptor = ModelDescriptor(
        "random_forest",
        "A random forest (Breiman 2001): the mean of the class probabilities of randomised CART trees.",
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
        return try await grower.grow(set, by: SplitFinder.self, threads: threads)
    }
}

package import Plan

/// `random_forest_regressor`: many trees whose numbers are averaged.
package enum RandomForestRegressorKind: ModelKind {
    private static let schema = TreeOptions.Schema(
        maxFeatures: .all,
        seedSummary: "Where the random numbers start that draw each tree's rows and features.",
        predictsNumbers: true
    )
    private static let estimators = ForestGrower.estimators
    private static let bootstrap = ForestGrower.bootstrap(default: true)

    package static let descriptor = ModelDescriptor(
        "random_forest_regressor",
        "A random forest (Breiman 2001) that predicts a number: the mean of what randomised CART trees say.",
        options: [estimators.field] + schema.fields + [bootstrap.field] + PreparationOptions.fields,
        predictsNumbers: true,
        takesMissing: true
    )

    package static func train(
        on set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        let grower = try ForestGrower(options, schema: schema, estimators: estimators, bootstrap: bootstrap)
        _ = try set.trainableNumbers()
        return try await grower.grow(set, by: MeanSplitFinder.self, threads: threads)
    }
}

package import Plan

/// `extra_trees_regressor`: many trees whose numbers are averaged.
package enum ExtraTreesRegressorKind: ModelKind {
    private static let schema = TreeOptions.Schema(
        maxFeatures: .all,
        seedSummary: "Where the random numbers start that draw features, thresholds and each tree's rows.",
        predictsNumbers: true
    )
    private static let estimators = ForestGrower.estimators
    private static let bootstrap = ForestGrower.bootstrap(default: false)

    package static let descriptor = ModelDescriptor(
        "extra_trees_regressor",
        "Extremely randomised trees (Geurts, Ernst & Wehenkel 2006) that predict a number: the mean of what they say.",
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
        return try await grower.grow(set, by: MeanSplitFinder.self, drawsThresholds: true, threads: threads)
    }
}

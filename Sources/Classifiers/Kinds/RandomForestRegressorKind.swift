package import Plan

/// `random_forest_regressor`: many trees whose numbers are averaged.
package enum RandomForestRegressorKind: ModelKind {
    private static let recipe = ForestRecipe(drawsRows: true, drawsThresholds: false, predictsNumbers: true)

    package static let descriptor = recipe.descriptor(
        "random_forest_regressor",
        "A random forest (Breiman 2001) that predicts a number: the mean of what randomised CART trees say."
    )

    package static func train(
        on set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        try await recipe.train(on: set, options: options, threads: threads)
    }
}

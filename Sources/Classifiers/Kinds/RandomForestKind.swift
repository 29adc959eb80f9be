package import Plan

/// `random_forest`: many trees, each on its own sample of the rows, whose probabilities are averaged.
package enum RandomForestKind: ModelKind {
    private static let recipe = ForestRecipe(drawsRows: true, drawsThresholds: false, predictsNumbers: false)

    package static let descriptor = recipe.descriptor(
        "random_forest",
        "A random forest (Breiman 2001): the mean of the class probabilities of randomised CART trees."
    )

    package static func train(
        on set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        try await recipe.train(on: set, options: options, threads: threads)
    }
}

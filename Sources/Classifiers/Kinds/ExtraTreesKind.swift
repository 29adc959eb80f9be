package import Plan

/// `extra_trees`: many trees whose thresholds are drawn at random, whose probabilities are averaged.
package enum ExtraTreesKind: ModelKind {
    private static let recipe = ForestRecipe(drawsRows: false, drawsThresholds: true, predictsNumbers: false)

    package static let descriptor = recipe.descriptor(
        "extra_trees",
        "Extremely randomised trees (Geurts, Ernst & Wehenkel 2006): a threshold is drawn for each feature looked at."
    )

    package static func train(
        on set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        try await recipe.train(on: set, options: options, threads: threads)
    }
}

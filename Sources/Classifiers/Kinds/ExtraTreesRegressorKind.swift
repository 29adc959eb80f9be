package import Plan

/// `extra_trees_regressor`: many trees whose numbers are averaged.
package enum ExtraTreesRegressorKind: ModelKind {
    private static let recipe = ForestRecipe(drawsRows: false, drawsThresholds: true, predictsNumbers: true)

    package static let descriptor = recipe.descriptor(
        "extra_trees_regressor",
        "Extremely randomised trees (Geurts, Ernst & Wehenkel 2006) that predict a number: the mean of what they say."
    )

    package static func train(
        on set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        try await recipe.train(on: set, options: options, threads: threads)
    }
}

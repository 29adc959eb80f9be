package import Plan

/// `decision_tree_regressor`: a single tree whose leaves say numbers.
package enum DecisionTreeRegressorKind: ModelKind {
    private static let schema = TreeOptions.Schema(
        maxFeatures: .all,
        seedSummary: "Where the random numbers start that order features; the first of equally good splits is taken.",
        predictsNumbers: true
    )

    package static let descriptor = ModelDescriptor(
        "decision_tree_regressor",
        "A CART regression tree: exact splits by squared error, thresholds halfway between values, and means in the leaves.",
        options: schema.fields + PreparationOptions.fields,
        predictsNumbers: true,
        takesMissing: true
    )

    package static func train(
        on set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        let options = try TreeOptions(options, schema: schema)
        _ = try set.trainableNumbers()
        return try TreeEnsemble(treeOn: set, options: options)
    }
}

package import Plan

/// `decision_tree`: a single tree.
package enum DecisionTreeKind: ModelKind {
    private static let schema = TreeOptions.Schema(
        maxFeatures: .all,
        seedSummary: "Where the random numbers start that order features; the first of equally good splits is taken."
    )

    package static let descriptor = ModelDescriptor(
        "decision_tree",
        "A CART classification tree: exact splits by Gini impurity, thresholds halfway between values.",
        options: schema.fields + PreparationOptions.fields,
        takesMissing: true
    )

    package static func train(
        on set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        let options = try TreeOptions(options, schema: schema)
        try set.checkTrainable()
        return try TreeEnsemble(treeOn: set, options: options)
    }
}

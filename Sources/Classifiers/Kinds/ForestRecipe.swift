import Plan

/// What tells kinds of forests apart, and what they have in common.
struct ForestRecipe: Sendable {
    private let schema: TreeOptions.Schema
    private let estimators = ForestGrower.estimators
    private let bootstrap: BooleanOption
    private let drawsThresholds: Bool
    private let predictsNumbers: Bool

    /// - Parameters:
    ///   - drawsRows: whether each tree has rows of its own unless options say otherwise.
    ///   - drawsThresholds: whether thresholds are drawn at random, and not the best of all.
    init(drawsRows: Bool, drawsThresholds: Bool, predictsNumbers: Bool) {
        schema = TreeOptions.Schema(
            maxFeatures: predictsNumbers ? .all : .squareRoot,
            seedSummary: drawsThresholds
                ? "Where the random numbers start that draw features, thresholds and each tree's rows."
                : "Where the random numbers start that draw each tree's rows and features.",
            predictsNumbers: predictsNumbers
        )
        bootstrap = ForestGrower.bootstrap(default: drawsRows)
        self.drawsThresholds = drawsThresholds
        self.predictsNumbers = predictsNumbers
    }

    func descriptor(_ name: String, _ summary: String) -> ModelDescriptor {
        ModelDescriptor(
            name,
            summary,
            options: [estimators.field] + schema.fields + [bootstrap.field] + PreparationOptions.fields,
            predictsNumbers: predictsNumbers,
            takesMissing: true
        )
    }

    func train(
        on set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        let grower = try ForestGrower(options, schema: schema, estimators: estimators, bootstrap: bootstrap)
        if predictsNumbers { _ = try set.trainableNumbers() } else { try set.checkTrainable() }
        return try await grower.grow(set, drawsThresholds: drawsThresholds, threads: threads)
    }
}

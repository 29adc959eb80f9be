package import Plan

/// `gradient_boosting`: trees one after the other, each of which mends what those before it leave.
package enum GradientBoostingKind: ModelKind {
    package static let descriptor = ModelDescriptor(
        "gradient_boosting",
        "Gradient-boosted trees over binned features (Ke et al. 2017), with the logistic loss.",
        options: BoostingOptions.fields(beside: [ClassWeightOption.field]) + PreparationOptions.fields,
        takesMissing: true
    )

    package static func train(
        on set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        let booster = try BoostingOptions.booster(
            options,
            classWeight: try ClassWeightOption.value(in: options),
            rowCount: set.labels.count
        )
        try set.checkTrainable()
        return await booster.boost(set, threads: threads)
    }
}

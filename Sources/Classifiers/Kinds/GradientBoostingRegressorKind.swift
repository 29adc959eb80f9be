package import Plan

/// `gradient_boosting_regressor`: boosted trees whose sum is a number, or the logarithm of one.
package enum GradientBoostingRegressorKind: ModelKind {
    private static let loss = ChoiceOption<NumberLoss.Kind>(
        "loss",
        default: .squaredError,
        "What is made small: `squared_error`, or `poisson` for counts and other numbers from 0, whose spread grows with them."
    )

    package static let descriptor = ModelDescriptor(
        "gradient_boosting_regressor",
        "Gradient-boosted trees over binned features (Ke et al. 2017) that predict a number.",
        options: BoostingOptions.fields(beside: [loss.field]) + PreparationOptions.fields,
        predictsNumbers: true,
        takesMissing: true
    )

    package static func train(
        on set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        let numbers = try set.trainableNumbers()
        let kind = try loss.value(in: options)
        if kind == .poisson, numbers.contains(where: { $0 < 0 }) || numbers.allSatisfy({ $0 == 0 }) {
            throw .unusableOption(loss.key, reason: "`poisson` needs numbers from 0 on that are not all 0")
        }
        let booster = try BoostingOptions.booster(options, classWeight: .equal, rowCount: numbers.count)
        return await booster.boost(set, numbers, loss: kind, threads: threads)
    }
}

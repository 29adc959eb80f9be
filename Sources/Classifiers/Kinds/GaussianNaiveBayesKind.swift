package import Plan

/// `gaussian_naive_bayes`: each feature a normal distribution of its own in each class.
package enum GaussianNaiveBayesKind: ModelKind {
    private static let smoothing = NumberOption(
        "var_smoothing",
        .atLeast(0),
        default: "0.000000001",
        "The share of the largest variance of any feature that is added to every variance."
    )

    package static let descriptor = ModelDescriptor(
        "gaussian_naive_bayes",
        "Gaussian naive Bayes: within a class the features are independent and each is normally distributed.",
        options: [smoothing.field] + PreparationOptions.fields
    )

    package static var encoding: CategoryEncoding { .oneHot }

    package static func train(
        on set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        let share = try smoothing.value(in: options)
        try set.checkTrainable()
        return try GaussianNaiveBayes(set, smoothing: share)
    }
}

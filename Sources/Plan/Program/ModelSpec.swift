/// A model and how it is made.
package struct ModelSpec: Sendable, Hashable {
    package let role: ModelRole
    package let kind: String
    package let options: OptionValues
    /// The rows to learn from; nil for a model that is made elsewhere.
    package let training: DataSelection?
    /// The complete options of each further attempt, in order.
    package let retraining: [OptionValues]
    /// For each further attempt, in order, the options of whom is asked to train a model that is made elsewhere.
    package let retrainers: [OptionValues]
    /// The file that it is kept in, relative to the plan's folder; nil for a model that is in none.
    package let file: String?

    package init(
        role: ModelRole,
        kind: String,
        options: OptionValues,
        training: DataSelection?,
        retraining: [OptionValues],
        retrainers: [OptionValues] = [],
        file: String? = nil
    ) {
        self.retrainers = retrainers
        self.file = file
        self.role = role
        self.kind = kind
        self.options = options
        self.training = training
        self.retraining = retraining
    }

    /// The options of the attempt of that number, counted from 1.
    package func options(attempt: Int) -> OptionValues {
        attempt >= 2 && attempt - 2 < retraining.count ? retraining[attempt - 2] : options
    }
}

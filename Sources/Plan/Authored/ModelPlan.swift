/// A model under `models:`.
package struct ModelPlan: Sendable, Hashable {
    package let role: Located<ModelRole>
    package let kind: Located<String>?
    package let options: OptionValues
    package let training: DataReference?
    /// Changes of the options, one for each further attempt; nil where they could not be read.
    package let retraining: [Located<OptionValues>]?

    package init(
        role: Located<ModelRole>,
        kind: Located<String>?,
        options: OptionValues,
        training: DataReference?,
        retraining: [Located<OptionValues>]?
    ) {
        self.role = role
        self.kind = kind
        self.options = options
        self.training = training
        self.retraining = retraining
    }
}

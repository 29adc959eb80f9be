/// What a plan may say about one kind of model: its key under a model's name, and its options.
package struct ModelDescriptor: Hashable, Sendable {
    /// The key, such as `random_forest`.
    package let name: String
    /// What the model is, in one sentence.
    package let summary: String
    package let options: [FieldShape]
    /// Whether its rows can count differently.
    package let takesWeights: Bool
    /// Whether it predicts numbers, and does not tell classes apart.
    package let predictsNumbers: Bool
    /// Whether it learns from rows that lack values, as they are.
    package let takesMissing: Bool

    package init(
        _ name: String,
        _ summary: String,
        options: [FieldShape] = [],
        takesWeights: Bool = true,
        predictsNumbers: Bool = false,
        takesMissing: Bool = false
    ) {
        self.takesMissing = takesMissing
        self.predictsNumbers = predictsNumbers
        self.takesWeights = takesWeights
        self.name = name
        self.summary = summary
        self.options = options
    }
}

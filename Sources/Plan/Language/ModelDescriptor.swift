/// What a plan may say about one kind of model: its key under a model's name, and its options.
package struct ModelDescriptor: Hashable, Sendable {
    /// The key, such as `random_forest`.
    package let name: String
    /// What the model is, in one sentence.
    package let summary: String
    package let options: [FieldShape]

    package init(_ name: String, _ summary: String, options: [FieldShape] = []) {
        self.name = name
        self.summary = summary
        self.options = options
    }
}

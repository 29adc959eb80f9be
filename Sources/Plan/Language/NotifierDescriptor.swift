/// What a plan may say about one kind of notifier: the key that chooses it, and its options.
package struct NotifierDescriptor: Hashable, Sendable {
    /// The key, such as `file`; its value is the option of the same name.
    package let name: String
    /// What it does, in one sentence.
    package let summary: String
    package let options: [FieldShape]
    /// Whether it recognises an alert that it has already delivered, so that a repeat does no harm.
    package let deduplicates: Bool
    /// Whether plans with it can be carried out, and not only compiled.
    package let isExecutable: Bool

    package init(
        _ name: String,
        _ summary: String,
        options: [FieldShape] = [],
        deduplicates: Bool,
        isExecutable: Bool = true
    ) {
        self.name = name
        self.summary = summary
        self.options = options
        self.deduplicates = deduplicates
        self.isExecutable = isExecutable
    }
}

/// What a plan may say about one kind of model that is made elsewhere.
package struct ModelSourceDescriptor: Hashable, Sendable {
    package let kind: KindDescriptor
    /// Where its answers come from.
    package enum Answers: Hashable, Sendable {
        /// It is asked where it is served.
        case served
        /// They are those of a recorded log.
        case recorded
        /// It is read from a file, whose path is the option of the kind's name, and answers here.
        case here
    }

    package let answers: Answers
    /// What a recipe of `retrain` says of such a model; nil where it has none.
    package let recipe: RecordShape?

    package init(_ kind: KindDescriptor, answers: Answers = .served, recipe: RecordShape? = nil) {
        self.recipe = recipe
        self.kind = kind
        self.answers = answers
    }

    package var isRecorded: Bool { answers == .recorded }
}

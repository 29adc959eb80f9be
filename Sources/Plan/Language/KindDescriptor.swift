/// What a plan may say about one kind of thing that a mapping names by one of its keys: `serve: URL`,
/// `prometheus: { url, query }`.
package struct KindDescriptor: Hashable, Sendable {
    /// What stands behind the key.
    package enum Argument: Hashable, Sendable {
        /// A single value or a list, which becomes the option of the kind's own name.
        case value(ValueShape)
        /// A mapping of options.
        case options([FieldShape])
    }

    /// Where plans with a kind can be carried out.
    package enum Standing: Hashable, Sendable {
        case always
        /// Where the traffic is a log.
        case onLogs
        /// Where a router divides live traffic.
        case onRouters
        /// Where the traffic is a log, or rows whose label is a number to predict.
        case onNumbers
        case notYet
    }

    /// The key, such as `serve`.
    package let name: String
    /// What it is, in one sentence.
    package let summary: String
    package let argument: Argument
    /// Options that stand beside the key.
    package let siblings: [FieldShape]
    /// Where plans with it can be carried out, and not only compiled.
    package let standing: Standing
    /// Of a router: the algorithm that it draws the units by that get the candidate, where planrun knows it.
    package let assignment: String?

    package init(
        _ name: String,
        _ summary: String,
        _ argument: Argument,
        siblings: [FieldShape] = [],
        standing: Standing = .always,
        assignment: String? = nil
    ) {
        self.assignment = assignment
        self.name = name
        self.summary = summary
        self.argument = argument
        self.siblings = siblings
        self.standing = standing
    }

    /// All its options, wherever they stand.
    package var options: [FieldShape] {
        switch argument {
        case .value(let shape): [FieldShape(name, shape, required: true, summary)] + siblings
        case .options(let options): options + siblings
        }
    }
}

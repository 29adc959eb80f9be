/// A plan to be read: where it is, and what it is called.
struct PlanInput: Sendable, Hashable {
    enum Source: Sendable, Hashable {
        case file
        case standardInput
        /// There is no such plan, for a reason that a diagnostic gives.
        case none(String)
    }

    /// What messages call it; the path, but for standard input.
    let name: String
    let source: Source
    /// The folder that the command line names and the plan was found in, or nil where the plan itself is named.
    let root: String?

    init(name: String, source: Source = .file, root: String? = nil) {
        self.name = name
        self.source = source
        self.root = root
    }

    static func emptyFolder(_ name: String) -> PlanInput {
        PlanInput(name: name, source: .none("the folder holds no plans"))
    }

    /// A plan as a command line names it: `-` is standard input, which goes by another name where one is given.
    init(argument: String, standardInputName: String? = nil) {
        let isStandardInput = argument == PlanLoader.standardInput
        self.init(
            name: isStandardInput ? standardInputName ?? "<stdin>" : argument,
            source: isStandardInput ? .standardInput : .file
        )
    }
}

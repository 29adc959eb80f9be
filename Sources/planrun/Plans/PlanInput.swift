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

    init(name: String, source: Source = .file) {
        self.name = name
        self.source = source
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

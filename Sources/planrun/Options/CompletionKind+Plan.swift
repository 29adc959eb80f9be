import ArgumentParser

extension CompletionKind {
    /// The files that may be plans.
    static var plan: CompletionKind { .file(extensions: ["yaml", "yml"]) }
}

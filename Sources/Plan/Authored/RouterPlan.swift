/// Traffic that is live: a router is told which share of it goes to the candidate.
package struct RouterPlan: Sendable, Hashable {
    /// Nil where it could not be read which kind of router it is.
    package let kind: Located<String>?
    package let options: OptionValues
    /// The program that it is, where it is one.
    package let program: Located<String>?
    /// The files that it writes.
    package let files: [Located<String>]
    /// The metric that counts the units that each model was given.
    package var assigned: Located<String>?

    package init(
        kind: Located<String>?,
        options: OptionValues,
        program: Located<String>? = nil,
        files: [Located<String>] = []
    ) {
        self.program = program
        self.kind = kind
        self.options = options
        self.files = files
    }
}

/// One of the notifiers under `notify:`.
package struct NotifierPlan: Sendable, Hashable {
    package let name: Located<String>
    package let kind: String?
    package let options: OptionValues
    /// The program that it runs, where it runs one.
    package let program: Located<String>?
    /// The files that it writes.
    package let files: [Located<String>]

    package init(
        name: Located<String>,
        kind: String?,
        options: OptionValues,
        program: Located<String>? = nil,
        files: [Located<String>] = []
    ) {
        self.program = program
        self.files = files
        self.name = name
        self.kind = kind
        self.options = options
    }
}

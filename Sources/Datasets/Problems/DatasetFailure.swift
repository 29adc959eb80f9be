package import Diagnostics

/// Why a file of data cannot be used: its first problems, in the order of the file, at least one and at most ten.
package struct DatasetFailure: Error, Sendable {
    package static let limit = 10

    package let errors: [DatasetError]
    /// How many more there are; the last of `errors` says so in a note.
    package let hiddenCount: Int

    init(_ errors: [DatasetError], hiddenCount: Int = 0) {
        var errors = errors
        if hiddenCount > 0, !errors.isEmpty {
            let problems = hiddenCount == 1 ? "1 more problem" : "\(hiddenCount) more problems"
            errors[errors.count - 1].notes.append(
                "\(problems) of this file \(hiddenCount == 1 ? "is" : "are") not shown"
            )
        }
        self.errors = errors
        self.hiddenCount = hiddenCount
    }

    /// The findings as they are shown; their lines join the map.
    package func diagnostics(in map: inout SourceMap) -> [Diagnostic] {
        errors.map { $0.diagnostic(in: &map) }
    }
}

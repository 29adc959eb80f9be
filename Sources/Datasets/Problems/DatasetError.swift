package import Diagnostics

/// One problem of a file of data, with the line it is on.
package struct DatasetError: Error, Sendable {
    package let code: DiagnosticCode
    package let message: String
    /// A few words about the place.
    package let label: String
    /// Only the line of the problem, so that an error is small however large the file.
    package let file: SourceFile
    /// The place in `file`, in bytes.
    package let range: Range<Int>
    package internal(set) var notes: [String]
    package let help: [String]

    init(
        _ code: DiagnosticCode,
        _ message: String,
        in file: SourceFile,
        at range: Range<Int>,
        label: String = "",
        notes: [String] = [],
        help: [String] = []
    ) {
        self.code = code
        self.message = message
        self.label = label
        self.file = file
        self.range = range
        self.notes = notes
        self.help = help
    }

    /// The finding as it is shown; its line joins the map.
    package func diagnostic(in map: inout SourceMap) -> Diagnostic {
        let span = SourceSpan(file: map.add(file), range)
        return Diagnostic(code, message, at: .init(span, label), notes: notes, help: help)
    }
}

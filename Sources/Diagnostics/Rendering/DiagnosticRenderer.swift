/// A way to show diagnostics as text.
package protocol DiagnosticRenderer: Sendable {
    /// The text for all of them, sorted by place and none twice, with a line break at its end unless it is empty.
    func render(_ diagnostics: [Diagnostic], in map: SourceMap) -> String
}

/// One line a diagnostic, `file:line:column: error[PR0203]: message`, as editors and `grep` read it.
package struct ConciseRenderer: DiagnosticRenderer {
    /// The greatest number of diagnostics shown, or nil for all.
    package let limit: Int?

    package init(limit: Int? = 100) { self.limit = limit }

    package func render(_ diagnostics: [Diagnostic], in map: SourceMap) -> String {
        let capped = CappedDiagnostics(diagnostics, limit: limit)
        var output = ""
        for diagnostic in capped.shown {
            output += Self.place(of: diagnostic, in: map) + PrintableText.escaping(diagnostic.message) + "\n"
        }
        if let remainder = capped.remainder { output += remainder + "\n" }
        return output
    }

    /// What stands before the message: place, severity and code.
    static func place(of diagnostic: Diagnostic, in map: SourceMap) -> String {
        let file = map[diagnostic.primary.span.file]
        let place = file.position(of: diagnostic.primary.span.lowerBound)
        return "\(PrintableText.escaping(file.name)):\(place.line):\(place.column): "
            + "\(diagnostic.severity.rawValue)[\(diagnostic.code.id)]: "
    }
}

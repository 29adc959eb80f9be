/// One line a diagnostic, `file:line:column: error[PR0203]: message`, as editors and `grep` read it.
package struct ConciseRenderer: DiagnosticRenderer {
    /// The greatest number of diagnostics shown, or nil for all.
    package let limit: Int?

    package init(limit: Int? = 100) { self.limit = limit }

    package func render(_ diagnostics: [Diagnostic], in map: SourceMap) -> String {
        let capped = CappedDiagnostics(diagnostics, limit: limit)
        var output = ""
        for diagnostic in capped.shown {
            let file = map[diagnostic.primary.span.file]
            let place = file.position(of: diagnostic.primary.span.lowerBound)
            let message = PrintableText.escaping(diagnostic.message)
            output += "\(PrintableText.escaping(file.name)):\(place.line):\(place.column): "
            output += "\(diagnostic.severity.rawValue)[\(diagnostic.code.id)]: \(message)\n"
        }
        if let remainder = capped.remainder { output += remainder + "\n" }
        return output
    }
}

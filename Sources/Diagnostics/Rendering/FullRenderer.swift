/// Diagnostics with the lines they are about, as rustc lays them out, for people.
package struct FullRenderer: DiagnosticRenderer {
    /// Whether the text is coloured by ANSI escapes.
    package let isColoured: Bool
    /// The greatest number of diagnostics shown, or nil for all.
    package let limit: Int?

    package init(isColoured: Bool = false, limit: Int? = 100) {
        self.isColoured = isColoured
        self.limit = limit
    }

    package func render(_ diagnostics: [Diagnostic], in map: SourceMap) -> String {
        let style = TerminalStyle(isColoured: isColoured)
        let capped = CappedDiagnostics(diagnostics, limit: limit)
        var blocks = capped.shown.map { DiagnosticBlock($0, in: map, style: style).text }
        if let remainder = capped.remainder { blocks.append(remainder + "\n") }
        return blocks.joined(separator: "\n")
    }
}

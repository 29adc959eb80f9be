/// Workflow commands, from which GitHub Actions makes annotations: one line a diagnostic.
///
/// The form and its escapes are those of `actions/toolkit` (`packages/core/src/command.ts`). Columns are given only where
/// a span stays on one line: GitHub refuses them otherwise.
package struct GitHubRenderer: DiagnosticRenderer {
    package init() {}

    package func render(_ diagnostics: [Diagnostic], in map: SourceMap) -> String {
        diagnostics.sortedBySource().map { command(for: $0, in: map) + "\n" }.joined()
    }

    private func command(for diagnostic: Diagnostic, in map: SourceMap) -> String {
        let span = diagnostic.primary.span
        let file = map[span.file]
        var properties = [("file", file.name)]
        if !file.bytes.isEmpty {
            let start = file.position(of: span.lowerBound)
            let end = file.position(of: span.upperBound)
            properties += [("line", String(start.line)), ("endLine", String(end.line))]
            if start.line == end.line {
                properties += [("col", String(start.column)), ("endColumn", String(end.column))]
            }
        }
        properties.append(("title", "\(diagnostic.code.id) \(diagnostic.code.slug)"))
        let list = properties.map { "\($0.0)=\(Self.escaped($0.1, ":,"))" }.joined(separator: ",")
        let text = Self.escaped(diagnostic.lines.joined(separator: "\n"), "")
        return "::\(diagnostic.severity.command) \(list)::\(text)"
    }

    /// The text with `%`, the line breaks and the further signs as percent escapes of their bytes.
    private static func escaped(_ text: String, _ further: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            if scalar == "%" || scalar == "\r" || scalar == "\n" || further.unicodeScalars.contains(scalar) {
                output += PercentEncoding.escape(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                output.unicodeScalars.append(scalar)
            }
        }
        return output
    }
}

extension Severity {
    /// The workflow command of that gravity.
    fileprivate var command: String {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
    }
}

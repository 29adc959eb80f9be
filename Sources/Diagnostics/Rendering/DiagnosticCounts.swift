/// How many diagnostics there are of each severity.
package struct DiagnosticCounts: Hashable, Sendable, CustomStringConvertible {
    package let errors: Int
    package let warnings: Int
    package let notes: Int

    package init(_ diagnostics: [Diagnostic]) {
        var (errors, warnings, notes) = (0, 0, 0)
        for diagnostic in diagnostics {
            switch diagnostic.severity {
            case .error: errors += 1
            case .warning: warnings += 1
            case .note: notes += 1
            }
        }
        (self.errors, self.warnings, self.notes) = (errors, warnings, notes)
    }

    package var total: Int { errors + warnings + notes }

    /// Such as `2 errors and 1 warning`; empty where there are none.
    package var description: String { description(adjective: "") }

    func description(adjective: String) -> String {
        let parts = [(errors, "error"), (warnings, "warning"), (notes, "note")]
            .filter { $0.0 > 0 }
            .map { "\($0.0) \(adjective)\($0.1)\($0.0 == 1 ? "" : "s")" }
        guard parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " and " + parts[parts.count - 1]
    }
}

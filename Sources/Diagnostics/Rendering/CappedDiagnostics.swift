/// The diagnostics that are shown where all would be too many, in the order of the source.
///
/// The gravest come first into the number, so that a hundred warnings never hide an error.
struct CappedDiagnostics {
    let shown: [Diagnostic]
    /// Those left out.
    let hidden: DiagnosticCounts

    init(_ diagnostics: [Diagnostic], limit: Int?) {
        let sorted = diagnostics.sortedBySource()
        guard let limit, sorted.count > limit else {
            shown = sorted
            hidden = DiagnosticCounts([])
            return
        }
        let ranked = Severity.allCases.flatMap { severity in sorted.filter { $0.severity == severity } }
        shown = Array(ranked.prefix(limit)).sortedBySource()
        hidden = DiagnosticCounts(Array(ranked.dropFirst(limit)))
    }

    /// The line that counts the rest, or nil where everything is shown.
    var remainder: String? {
        guard hidden.total > 0 else { return nil }
        return "\(hidden.description(adjective: "more ")) \(hidden.total == 1 ? "is" : "are") not shown"
    }
}

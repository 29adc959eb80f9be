import Diagnostics

/// Keeps one mistake from being told three times: where an inline list has split a condition or a number at its comma, the
/// halves are none either.
enum SplitListFilter {
    /// The compiler's findings without those about conditions on a line whose inline list is split, and about numbers that
    /// are.
    static func filter(_ findings: [Diagnostic], after syntax: [Diagnostic], in sources: SourceMap) -> [Diagnostic] {
        let lines = syntax.filter { $0.code.slug == "unbalanced-inline-list" }.map(\.primary.span).map {
            SourceSpan(file: $0.file, sources[$0.file].lineRange(containing: $0.lowerBound))
        }
        let numbers = syntax.filter { $0.code.slug == "decimal-comma" }.map(\.primary.span)
        guard !lines.isEmpty || !numbers.isEmpty else { return findings }
        return findings.filter { finding in
            let place = finding.primary.span
            let isOfNumber = numbers.contains {
                $0.file == place.file && $0.lowerBound <= place.upperBound && place.lowerBound <= $0.upperBound
            }
            let isOfLine =
                finding.code.slug == "condition-syntax"
                && lines.contains { $0.file == place.file && $0.range.contains(place.lowerBound) }
            return !isOfNumber && !isOfLine
        }
    }
}

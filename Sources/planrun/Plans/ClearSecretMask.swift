import Diagnostics

/// Keeps what a finding calls a secret from being shown by it, or by any other.
enum ClearSecretMask {
    /// The findings without others about the same value, whose words may repeat it; excerpts from the sources have `*` in its
    /// place.
    static func apply(to diagnostics: [Diagnostic], _ sources: inout SourceMap) -> [Diagnostic] {
        let places = diagnostics.filter(isAboutSecret).map(\.primary.span)
        guard !places.isEmpty else { return diagnostics }
        let byFile = Dictionary(grouping: places, by: \.file)
        for (file, spans) in byFile {
            var bytes = sources[file].bytes
            for offset in spans.flatMap(\.range) where bytes[offset] != UInt8(ascii: "\n") {
                bytes[offset] = UInt8(ascii: "*")
            }
            sources.replace(file, bytes: bytes)
        }
        return diagnostics.filter { finding in
            let span = finding.primary.span
            return isAboutSecret(finding) || !(byFile[span.file] ?? []).contains { $0.range.overlaps(span.range) }
        }
    }

    private static func isAboutSecret(_ finding: Diagnostic) -> Bool { finding.code.slug == "secret-in-clear" }
}

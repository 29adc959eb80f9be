import Diagnostics

/// Gathers diagnostics of one file, at most a thousand of a code: a broken file of many megabytes must not become as many
/// messages.
struct Findings {
    static let most = 1_000

    let file: SourceFile.ID
    private var diagnostics: [Diagnostic] = []
    private var counts: [DiagnosticCode: Int] = [:]

    init(file: SourceFile.ID) { self.file = file }

    var isEmpty: Bool { diagnostics.isEmpty }
    var containsErrors: Bool { diagnostics.containsErrors }

    /// Adds a finding, which is not even made where there are too many like it.
    mutating func report(_ code: DiagnosticCode, _ diagnostic: (SourceFile.ID) -> Diagnostic) {
        counts[code, default: 0] += 1
        if counts[code, default: 0] <= Findings.most { diagnostics.append(diagnostic(file)) }
    }

    /// Adds a finding with one place.
    mutating func report(
        _ code: DiagnosticCode,
        _ message: @autoclosure () -> String,
        at range: Range<Int>,
        _ label: String = "",
        help: @autoclosure () -> [String] = [],
        fix: @autoclosure () -> (range: Range<Int>, replacement: String)? = nil
    ) {
        report(code) { file in
            Diagnostic(
                code,
                message(),
                at: Diagnostic.Label(SourceSpan(file: file, range), label),
                help: help(),
                fix: fix().map { Diagnostic.Fix(SourceSpan(file: file, $0.range), replacement: $0.replacement) }
            )
        }
    }

    /// All findings in the order of the text; the last one of a code that was cut says how many more there were.
    func finished() -> [Diagnostic] {
        var all = diagnostics
        for (code, count) in counts where count > Findings.most {
            guard let last = all.lastIndex(where: { $0.code == code }) else { continue }
            all[last].notes.append("\(count - Findings.most) more of this kind are not listed")
        }
        return all.sortedBySource()
    }
}

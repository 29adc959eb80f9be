/// One finding: a code, a message, the place it is about, and what helps to mend it.
///
/// A message starts in lower case, has no final period, stands alone, and names things in backticks.
package struct Diagnostic: Hashable, Sendable, Error {
    /// A place with a few words about it.
    package struct Label: Hashable, Sendable {
        package let span: SourceSpan
        package let text: String

        package init(_ span: SourceSpan, _ text: String = "") {
            self.span = span
            self.text = text
        }
    }

    /// A change of the text that mends the finding and nothing else.
    package struct Fix: Hashable, Sendable {
        package let span: SourceSpan
        package let replacement: String

        package init(_ span: SourceSpan, replacement: String) {
            self.span = span
            self.replacement = replacement
        }
    }

    /// Longer messages end early: they quote names from files, and in a file that is none of ours a name may be all of it.
    private static let messageLength = 1_000

    package let code: DiagnosticCode
    package let message: String
    package let primary: Label
    /// Other places that belong to it, such as "first defined here".
    package var secondary: [Label]
    package var notes: [String]
    /// What to do about it, such as "did you mean `accuracy`?".
    package var help: [String]
    package var fix: Fix?

    package init(
        _ code: DiagnosticCode,
        _ message: String,
        at primary: Label,
        secondary: [Label] = [],
        notes: [String] = [],
        help: [String] = [],
        fix: Fix? = nil
    ) {
        self.code = code
        let isLong = message.utf8.count > 4 * Self.messageLength
        self.message = isLong ? message.prefix(Self.messageLength) + "…" : message
        self.primary = primary
        self.secondary = secondary
        self.notes = notes
        self.help = help
        self.fix = fix
    }

    package var severity: Severity { code.severity }
}

extension Sequence<Diagnostic> {
    /// By file, then place, then code: the order in which they are shown; none twice.
    package func sortedBySource() -> [Diagnostic] {
        // Most plans have none, and to prepare for sorting takes a short process longer than it looks.
        let all = Array(self)
        guard all.count > 1 else { return all }
        var seen: Set<Diagnostic> = []
        return all.filter { seen.insert($0).inserted }.sorted { left, right in
            let (a, b) = (left.primary.span, right.primary.span)
            return (a.file.index, a.lowerBound, left.code.id, left.message)
                < (b.file.index, b.lowerBound, right.code.id, right.message)
        }
    }
}

extension [Diagnostic] {
    package var containsErrors: Bool { contains { $0.severity == .error } }
}

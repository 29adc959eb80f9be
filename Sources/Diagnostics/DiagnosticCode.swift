/// What kind of finding a diagnostic is: a number that never changes its meaning, a readable name, and the longer text.
///
/// Each room defines the codes it raises and lists them in one array; the command line joins the arrays.
package struct DiagnosticCode: Hashable, Sendable {
    /// The stable number, such as `PR0203`.
    package let id: String
    /// The readable name, such as `unknown-key`.
    package let slug: String
    package let severity: Severity
    /// What it means and what to do, in a sentence or several.
    package let explanation: String

    /// A code for errors.
    package init(_ id: String, _ slug: String, _ explanation: String) {
        self.init(id, slug, .error, explanation)
    }

    package init(_ id: String, _ slug: String, _ severity: Severity, _ explanation: String) {
        self.id = id
        self.slug = slug
        self.severity = severity
        self.explanation = explanation
    }
}

/// How grave a diagnostic is.
package enum Severity: String, Hashable, Sendable, CaseIterable {
    case error
    case warning
    case note
}

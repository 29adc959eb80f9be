/// A warning that a comment allows, kept for the formats that tell of such warnings too.
package struct AllowedDiagnostic: Hashable, Sendable {
    package let diagnostic: Diagnostic
    /// The comment that allows it, from its `#` to its end.
    package let comment: SourceSpan
    /// Why, in the author's words; nil where the comment does not say.
    package let reason: String?

    package init(_ diagnostic: Diagnostic, comment: SourceSpan, reason: String?) {
        self.diagnostic = diagnostic
        self.comment = comment
        self.reason = reason
    }
}

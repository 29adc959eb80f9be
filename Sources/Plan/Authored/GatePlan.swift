package import Diagnostics

/// A condition in a list, with what it says beyond itself.
package struct GatePlan: Sendable, Hashable {
    package let condition: ConditionSyntax?
    /// The condition's own text, on one line.
    package let text: String
    package let consequence: Located<GateConsequence>?
    package let failures: Int
    package let noData: Located<NoDataPolicy>?
    package let onError: Located<ErrorPolicy>?
    /// Nil where the plan's own method stands.
    package let evidence: Located<EvidenceMethod>?
    package let span: SourceSpan

    package init(
        condition: ConditionSyntax?,
        text: String,
        consequence: Located<GateConsequence>?,
        failures: Int,
        noData: Located<NoDataPolicy>?,
        onError: Located<ErrorPolicy>? = nil,
        evidence: Located<EvidenceMethod>? = nil,
        span: SourceSpan
    ) {
        self.condition = condition
        self.text = text
        self.consequence = consequence
        self.failures = failures
        self.noData = noData
        self.onError = onError
        self.evidence = evidence
        self.span = span
    }
}

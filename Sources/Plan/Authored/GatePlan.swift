package import Diagnostics

/// A condition in a list, with what it says beyond itself.
package struct GatePlan: Sendable, Hashable {
    /// Nil where there is no text.
    package let wording: ConditionWording?
    /// Where the wording begins in the file of `span`.
    private let start: UInt32
    package let consequence: Located<GateConsequence>?
    package let failures: Int
    package let noData: Located<NoDataPolicy>?
    package let onError: Located<ErrorPolicy>?
    /// Nil where the plan's own method stands.
    package let evidence: Located<EvidenceMethod>?
    package let span: SourceSpan

    package init(
        wording: ConditionWording?,
        start: Int,
        consequence: Located<GateConsequence>? = nil,
        failures: Int = 1,
        noData: Located<NoDataPolicy>? = nil,
        onError: Located<ErrorPolicy>? = nil,
        evidence: Located<EvidenceMethod>? = nil,
        span: SourceSpan
    ) {
        self.wording = wording
        self.start = UInt32(clamping: start)
        self.consequence = consequence
        self.failures = failures
        self.noData = noData
        self.onError = onError
        self.evidence = evidence
        self.span = span
    }

    /// The condition, with its places; nil where it could not be read.
    package var condition: ConditionSyntax? { wording?.syntax(in: span.file, at: Int(start)) }

    /// The condition's own text, on one line.
    package var text: String { wording?.text ?? "" }

    /// The same condition with what a mapping says of it.
    package func saying(
        consequence: Located<GateConsequence>?,
        failures: Int,
        noData: Located<NoDataPolicy>?,
        onError: Located<ErrorPolicy>?,
        evidence: Located<EvidenceMethod>?
    ) -> GatePlan {
        GatePlan(
            wording: wording,
            start: Int(start),
            consequence: consequence,
            failures: failures,
            noData: noData,
            onError: onError,
            evidence: evidence,
            span: span
        )
    }
}

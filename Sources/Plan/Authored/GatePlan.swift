package import Diagnostics

/// A condition in a list, with what it says beyond itself.
///
/// Long plans have many, most of which say nothing more: what they might say is kept apart.
package struct GatePlan: Sendable, Hashable {
    /// What a mapping says of its condition.
    package struct Details: Sendable, Hashable {
        package let consequence: Located<GateConsequence>?
        package let failures: Int
        package let noData: Located<NoDataPolicy>?
        package let onError: Located<ErrorPolicy>?
        /// Nil where the plan's own method stands.
        package let evidence: Located<EvidenceMethod>?
        /// How many requests a segment must have that has a say; nil where one is enough.
        package let leastSegment: Located<Int>?

        package init(
            consequence: Located<GateConsequence>? = nil,
            failures: Int = 1,
            noData: Located<NoDataPolicy>? = nil,
            onError: Located<ErrorPolicy>? = nil,
            evidence: Located<EvidenceMethod>? = nil,
            leastSegment: Located<Int>? = nil
        ) {
            self.consequence = consequence
            self.failures = failures
            self.noData = noData
            self.onError = onError
            self.evidence = evidence
            self.leastSegment = leastSegment
        }
    }

    /// Nil where there is no text.
    package let wording: ConditionWording?
    private let details: Boxed<Details>?
    /// Where the wording begins in the file of `span`.
    private let start: UInt32
    package let span: SourceSpan

    package init(wording: ConditionWording?, start: Int, details: Details? = nil, span: SourceSpan) {
        self.wording = wording
        self.details = details.map(Boxed.init)
        self.start = UInt32(clamping: start)
        self.span = span
    }

    /// The condition, with its places; nil where it could not be read.
    package var condition: ConditionSyntax? { wording?.syntax(in: span.file, at: Int(start)) }

    /// The condition with places that `placed` makes those of the plan: for those who seldom need one.
    package var unplacedCondition: ConditionSyntax? { wording?.syntax }

    /// The place in the plan of a part of `unplacedCondition`.
    package func placed(_ span: SourceSpan) -> SourceSpan {
        wording?.isShared == true ? span.moved(to: self.span.file, by: Int(start)) : span
    }

    /// Whether it says more than its condition.
    package var saysMore: Bool { details != nil }

    /// The condition's own text, on one line.
    package var text: String { wording?.text ?? "" }

    package var consequence: Located<GateConsequence>? { details?.value.consequence }
    package var failures: Int { details?.value.failures ?? 1 }
    package var noData: Located<NoDataPolicy>? { details?.value.noData }
    package var onError: Located<ErrorPolicy>? { details?.value.onError }
    /// Nil where the plan's own method stands.
    package var evidence: Located<EvidenceMethod>? { details?.value.evidence }
    /// How many requests a segment must have that has a say; nil where one is enough.
    package var leastSegment: Located<Int>? { details?.value.leastSegment }

    /// The same condition with what a mapping says of it.
    package func saying(_ details: Details) -> GatePlan {
        GatePlan(wording: wording, start: Int(start), details: details, span: span)
    }
}

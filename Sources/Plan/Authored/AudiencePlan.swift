package import Diagnostics

/// An audience as its author wrote it: which of the units, and what share of those.
package struct AudiencePlan: Sendable, Hashable {
    /// What few audiences have.
    private struct Rest: Sendable, Hashable {
        let group: Located<String>?
        let attributes: AttributesPlan?
        let holdback: Located<Rational>?
    }

    /// The share of the matching units; nil for all of them.
    package let fraction: Located<Rational>?
    private let rest: Boxed<Rest>?
    package let span: SourceSpan

    package init(
        fraction: Located<Rational>? = nil,
        group: Located<String>? = nil,
        attributes: AttributesPlan? = nil,
        holdback: Located<Rational>? = nil,
        span: SourceSpan
    ) {
        self.fraction = fraction
        let hasRest = group != nil || attributes != nil || holdback != nil
        rest = hasRest ? Boxed(Rest(group: group, attributes: attributes, holdback: holdback)) : nil
        self.span = span
    }

    /// The declared group that units must be in.
    package var group: Located<String>? { rest?.value.group }
    /// What must hold of a unit's attributes.
    package var attributes: AttributesPlan? { rest?.value.attributes }
    /// The share of all units that stays on the baseline to the end, for comparison.
    package var holdback: Located<Rational>? { rest?.value.holdback }

    /// Whether the share is one of all units, whatever their group and attributes.
    package var isShareOfAll: Bool { group == nil && attributes == nil }
}

/// A condition over the attributes of units, as its author wrote it; nil where it could not be read.
package struct AttributesPlan: Sendable, Hashable {
    package let condition: ConditionSyntax?
    package let span: SourceSpan

    package init(condition: ConditionSyntax?, span: SourceSpan) {
        self.condition = condition
        self.span = span
    }
}

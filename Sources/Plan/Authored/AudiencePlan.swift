package import Diagnostics

/// An audience as its author wrote it: which of the units, and what share of those.
package struct AudiencePlan: Sendable, Hashable {
    /// The share of the matching units; nil for all of them.
    package let fraction: Located<Rational>?
    /// The declared group that units must be in.
    package let group: Located<String>?
    /// What must hold of a unit's attributes.
    package let attributes: AttributesPlan?
    /// The share of all units that stays on the baseline to the end, for comparison.
    package let holdback: Located<Rational>?
    package let span: SourceSpan

    package init(
        fraction: Located<Rational>? = nil,
        group: Located<String>? = nil,
        attributes: AttributesPlan? = nil,
        holdback: Located<Rational>? = nil,
        span: SourceSpan
    ) {
        self.fraction = fraction
        self.group = group
        self.attributes = attributes
        self.holdback = holdback
        self.span = span
    }

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

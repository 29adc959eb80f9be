/// Which units a stage adds to those of the stages before it: those of the group whose attributes fit, and of these the
/// share, by hash.
package struct AudienceSpec: Sendable, Hashable {
    /// The share of the matching units; one for all of them.
    package let fraction: Rational
    /// The declared group that units must be in.
    package let group: String?
    /// What must hold of a unit's attributes.
    package let attributes: AttributeCondition?
    /// The share of all units that stays on the baseline to the end.
    package let holdback: Rational

    package init(
        fraction: Rational = .one,
        group: String? = nil,
        attributes: AttributeCondition? = nil,
        holdback: Rational = .zero
    ) {
        self.fraction = fraction
        self.group = group
        self.attributes = attributes
        self.holdback = holdback
    }

    /// Whether the share is one of all units, whatever their group and attributes.
    package var isShareOfAll: Bool { group == nil && attributes == nil }

    /// In words: `5%`, `group staff`, `5% where region != "north", 5% held back`.
    package var text: String {
        var text = fraction.percentText
        if let group { text = fraction == .one ? "group \(group)" : "\(text) of group \(group)" }
        if let attributes { text += " where \(attributes.text)" }
        if holdback > .zero { text += ", \(holdback.percentText) held back" }
        return text
    }
}

import Diagnostics
import Plan
import PlanSyntax

/// `audience:`: which units a stage gives to the candidate, beside those of the stages before it.
enum AudienceSection {
    static let group = Key<Located<String>>.reference("group", to: "group", "A group declared under `traffic`.")
    static let fraction = Key<Located<Rational>>.fraction(
        "fraction",
        "The share of the units, by hash: of all, or of those that `group` and `where` leave; all of them unless stated."
    )
    static let attributes = Key<AttributesPlan>(
        "where",
        .condition,
        "A condition over what is known of a unit, such as `region != 'north'`."
    ) { node, lowering in
        guard let text = lowering.text(node, "a condition") else { return nil }
        return AttributesPlan(condition: GateSection.condition(text.value, of: node, in: &lowering), span: text.span)
    }
    static let holdback = Key<Located<Rational>>.fraction(
        "holdback",
        "The share of all units that stays on the baseline to the end, for comparison."
    )
    static let shape = RecordShape(
        "an audience",
        "Which of the units, and what share of those.",
        [group.field, fraction.field, attributes.field, holdback.field]
    )

    static let key = Key<AudiencePlan>(
        "audience",
        .anyOf([.fraction, .record(shape)]),
        required: true,
        "Which units get the candidate, beside those of the stages before: a share such as `5%`, `{ group: staff }`, or "
            + "`{ fraction: 5%, where: \"region != 'north'\" }`."
    ) { node, lowering in
        guard node.kind == .mapping else {
            return lowering.fraction(node).map { AudiencePlan(fraction: $0, span: $0.span) }
        }
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        let audience = AudiencePlan(
            fraction: record.read(fraction, &lowering),
            group: record.read(group, &lowering),
            attributes: record.read(attributes, &lowering),
            holdback: record.read(holdback, &lowering),
            span: node.anchorSpan
        )
        if let holdback = audience.holdback, holdback.value >= .one {
            lowering.report(
                .outOfRange,
                "a holdback of everyone leaves nobody to release to",
                at: holdback.span,
                help: ["hold back a small part, such as `5%`"]
            )
        }
        guard record.has(fraction.name) || record.has(group.name) || record.has(attributes.name) else {
            lowering.report(
                .missingKey,
                "an audience says neither its `fraction` nor its `group` nor a `where`",
                at: node.anchorSpan,
                help: ["write `audience: 100%` for everyone"]
            )
            return nil
        }
        // A part that could not be read would leave a larger audience than was meant.
        let isWhole =
            record.has(fraction.name) == (audience.fraction != nil) && record.has(group.name) == (audience.group != nil)
            && record.has(attributes.name) == (audience.attributes != nil)
        return isWhole ? audience : nil
    }
}

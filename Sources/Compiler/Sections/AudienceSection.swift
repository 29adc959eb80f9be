import Diagnostics
import Plan
import PlanSyntax

/// `audience:`: which units a stage gives to the candidate, beside those of the stages before it.
enum AudienceSection {
    static let group = Key<Located<String>>.reference(
        "group",
        to: "group",
        required: true,
        "A group declared under `traffic`."
    )
    static let fraction = Key<Located<Rational>>.fraction("fraction", required: true, "A share of all units, by hash.")
    static let groupShape = RecordShape("an audience", "A declared group.", [group.field])
    static let fractionShape = RecordShape("an audience", "A share of all units.", [fraction.field])

    static let key = Key<AudiencePlan>(
        "audience",
        .anyOf([.fraction, .oneOf([groupShape, fractionShape])]),
        required: true,
        "Which units get the candidate, beside those of the stages before: a share such as `5%`, or `{ group: staff }`."
    ) { node, lowering in
        guard node.kind == .mapping else { return lowering.fraction(node).map(AudiencePlan.fraction) }
        let chooser = KindChooser(what: "an audience", kinds: [group.name, fraction.name])
        guard let kind = chooser.kind(of: node, at: node.anchorSpan, in: &lowering) else { return nil }
        let isGroup = kind.name == group.name
        let shape = isGroup ? groupShape : fractionShape
        let record = Record(node, shape, known: (kind.key.text, kind.name), in: &lowering)
        return isGroup
            ? record?.read(group, &lowering).map(AudiencePlan.group)
            : record?.read(fraction, &lowering).map(AudiencePlan.fraction)
    }
}

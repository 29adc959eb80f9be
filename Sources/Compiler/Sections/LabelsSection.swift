import Diagnostics
import Plan
import PlanSyntax

/// `labels:`: where the true answers come from if not from the traffic itself, and how late.
enum LabelsSection {
    static let from = Key<Located<String>>.path(
        "from",
        required: true,
        "A file of JSON lines or CSV, each row with its `label` and what it is joined by."
    )
    static let join = Key<Located<LabelJoin>>.word(
        "join",
        LabelJoin.self,
        default: .request,
        "What the labels are joined to the traffic by."
    )
    static let matureAfter = Key<Located<Duration>>.duration(
        "mature_after",
        "How long labels may take; younger rows do not count yet. They count at once unless stated."
    )
    static let missing = Key<Located<MissingLabelPolicy>>.word(
        "missing",
        MissingLabelPolicy.self,
        default: .exclude,
        "What a row counts for whose label is still missing then: nothing, another class than the positive one, or "
            + "whatever is worse for the decision at hand."
    )
    static let positive = Key<Located<String>>.text("positive", DataSection.positive.field.summary)
    static let shape = RecordShape(
        "`labels`",
        "Where the true answers come from if not from the traffic itself, and how late.",
        [from.field, join.field, matureAfter.field, missing.field, positive.field]
    )
    static let key = Key<LabelsPlan>("labels", .record(shape), shape.summary) { node, lowering in
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        return LabelsPlan(
            from: record.read(from, &lowering),
            join: record.read(join, &lowering)?.value ?? .request,
            matureAfter: record.read(matureAfter, &lowering),
            missing: record.read(missing, &lowering)?.value ?? .exclude,
            positive: record.read(positive, &lowering),
            span: node.anchorSpan
        )
    }
}

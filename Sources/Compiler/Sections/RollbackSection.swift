import Diagnostics
import Plan
import PlanSyntax

/// `rollback:`: where a rollback leads, of the plan and of a stage.
enum RollbackSection {
    static let target = Key<Located<RollbackTarget>>.word(
        "to",
        RollbackTarget.self,
        default: .nothing,
        "Whose audience keeps the candidate: nobody's, or that of the stage before, which begins anew."
    )
    static let pace = Key<Located<RollbackPace>>.word(
        "in",
        RollbackPace.self,
        "With `steps` the audience goes down stage by stage, and is watched on the way; otherwise it is all done at once."
    )
    static let pause = Key<Located<Duration>>.duration(
        "pause",
        "How long each lower stage has the candidate on the way down. `in: steps` needs it."
    )
    static let shape = RecordShape(
        "`rollback`",
        "Where conditions and deadlines roll back to. Alerts, errors and people take the candidate from everybody at once.",
        [target.field, pace.field, pause.field]
    )
    /// The plan's, for all stages.
    static let key = key("Where the conditions and deadlines of stages roll back to that do not say so themselves.")
    /// A stage's own.
    static let stageKey = key("Where this stage rolls back to, in place of what the plan says.")

    private static func key(_ summary: String) -> Key<RollbackPlan> {
        Key<RollbackPlan>("rollback", .record(shape), summary) { node, lowering in
            guard let record = Record(node, shape, in: &lowering) else { return nil }
            return RollbackPlan(
                target: record.read(target, &lowering),
                pace: record.read(pace, &lowering),
                pause: record.read(pause, &lowering),
                span: node.anchorSpan
            )
        }
    }
}

import Diagnostics
import Plan
import PlanSyntax

/// `stages:`: audiences from small to everyone, each with what promotes it and what ends it.
enum StageSection {
    static let name = Key<Located<String>>.name("name", required: true, "The stage's name.")
    static let promoteIf = GateSection.list(
        "promote_if",
        required: true,
        "The stage is promoted if all of these hold, once it was watched long enough and has its samples."
    )
    static let rollbackIf = GateSection.list(
        "rollback_if",
        "The release is rolled back as soon as any of these holds."
    )
    static let otherwise = Key<Located<StageFallback>>.word(
        "otherwise",
        StageFallback.self,
        default: .rollback,
        "What happens at the deadline if the stage was not promoted."
    )
    static let shape = RecordShape(
        "a stage",
        "An audience, watched for a time, with what promotes it and what ends it.",
        [
            name.field, ApprovalSection.key.field, AudienceSection.key.field, WatchSection.key.field, promoteIf.field,
            rollbackIf.field, otherwise.field, RollbackSection.stageKey.field,
        ]
    )
    static let key = Key<[StagePlan]>(
        "stages",
        .list(of: .record(shape), atLeast: 1),
        required: true,
        "The stages, in order; the last one reaches everyone."
    ) { node, lowering in
        lowering.stages(node, "`stages` is a list of stages", atLeast: 1) { node, lowering in
            // A stage that could not be read is a stage all the same: the one before it is not the last.
            let record = Record(node, shape, in: &lowering)
            let name = record?.read(name, &lowering)
            return StagePlan(
                name: name,
                approval: record?.read(ApprovalSection.key, &lowering),
                audience: record?.read(AudienceSection.key, &lowering),
                watch: record?.read(WatchSection.key, &lowering),
                promoteIf: record?.read(promoteIf, &lowering) ?? [],
                rollbackIf: record?.read(rollbackIf, &lowering) ?? [],
                otherwise: record?.read(otherwise, &lowering),
                rollback: record?.read(RollbackSection.stageKey, &lowering),
                span: name?.span ?? node.anchorSpan
            )
        }
    }
}

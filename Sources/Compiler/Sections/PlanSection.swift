import Diagnostics
import Plan
import PlanSyntax

/// The whole document: its top-level keys, and the order in which they are read.
struct PlanSection {
    static let version = Key<Located<Int>>.integer(
        "planrun",
        1...1,
        required: true,
        "The version of the plan language, which is 1."
    )
    static let name = Key<Located<String>>.name(
        "name",
        required: true,
        "The release's name, from which runs get theirs."
    )
    static let description = Key<Located<String>>.text("description", "What the release is about, for people.")

    let data: Key<[DataPlan]>
    let models: Key<[ModelPlan]>
    let traffic = TrafficSection.key
    let risk = RiskSection.key
    let stages = StageSection.key
    let alerts = AlertSection.key
    let notify: Key<[NotifierPlan]>
    let feedback = FeedbackSection.key

    init(_ language: Language) {
        data = DataSection.key
        models = ModelSection.key(language)
        notify = NotifySection.key(language)
    }

    var shape: RecordShape {
        RecordShape(
            "the plan",
            "A plan for the gradual release of a model.",
            [
                Self.version.field, Self.name.field, Self.description.field, data.field, models.field, traffic.field,
                risk.field, stages.field, alerts.field, notify.field, feedback.field,
            ]
        )
    }

    /// Reads the document's root.
    func lower(_ root: SyntaxNode, in lowering: inout Lowering) -> ReleasePlan {
        var plan = ReleasePlan()
        guard let record = Record(root, shape, in: &lowering) else { return plan }
        _ = record.read(Self.version, &lowering)
        plan.name = record.read(Self.name, &lowering)
        plan.description = record.read(Self.description, &lowering)?.value
        plan.data = record.read(data, &lowering) ?? []
        plan.models = record.read(models, &lowering) ?? []
        plan.traffic = record.read(traffic, &lowering)
        plan.risk = record.read(risk, &lowering)
        plan.stages = record.read(stages, &lowering) ?? []
        plan.alerts = record.read(alerts, &lowering) ?? []
        plan.notifiers = record.read(notify, &lowering) ?? []
        plan.feedback = record.read(feedback, &lowering)
        return plan
    }
}

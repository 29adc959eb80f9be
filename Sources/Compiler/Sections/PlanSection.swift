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
    let traffic: Key<TrafficPlan>
    let labels = LabelsSection.key
    let metrics: Key<[MetricPlan]>
    let evidence = EvidenceSection.key
    let roles = RolesSection.key
    let risk = RiskSection.key
    let stages = StageSection.key
    let alerts = AlertSection.key
    let notify: Key<[NotifierPlan]>
    let feedback = FeedbackSection.key

    init(_ language: Language) {
        data = DataSection.key
        models = ModelSection.key(language)
        traffic = TrafficSection.key(language)
        metrics = MetricsSection.key(language)
        notify = NotifySection.key(language)
    }

    var shape: RecordShape {
        RecordShape(
            "the plan",
            "A plan for the gradual release of a model.",
            [
                Self.version.field, Self.name.field, Self.description.field, data.field, models.field, traffic.field,
                labels.field, metrics.field, evidence.field, roles.field, risk.field, stages.field, alerts.field,
                notify.field, feedback.field,
            ]
        )
    }

    /// Reads the document's root.
    func lower(_ root: SyntaxNode, in lowering: inout Lowering) -> ReleasePlan {
        var plan = ReleasePlan()
        guard let record = Record(root, shape, in: &lowering) else {
            plan.isComplete = false
            return plan
        }
        _ = record.read(Self.version, &lowering)
        plan.name = record.read(Self.name, &lowering)
        plan.description = record.read(Self.description, &lowering)?.value
        plan.data = read(data, as: .data, of: record, &plan, &lowering) ?? []
        plan.models = read(models, as: .models, of: record, &plan, &lowering) ?? []
        plan.traffic = read(traffic, as: .traffic, of: record, &plan, &lowering)
        plan.labels = read(labels, as: .labels, of: record, &plan, &lowering)
        plan.metrics = read(metrics, as: .metrics, of: record, &plan, &lowering) ?? []
        plan.evidence = record.read(evidence, &lowering)
        plan.roles = read(roles, as: .roles, of: record, &plan, &lowering) ?? []
        plan.risk = record.read(risk, &lowering)
        plan.stages = read(stages, as: .stages, of: record, &plan, &lowering) ?? []
        plan.alerts = record.read(alerts, &lowering) ?? []
        plan.notifiers = read(notify, as: .notify, of: record, &plan, &lowering) ?? []
        plan.feedback = read(feedback, as: .feedback, of: record, &plan, &lowering)
        plan.isComplete = !lowering.diagnostics.containsErrors
        return plan
    }

    /// Reads a section that other sections refer to, and remembers where it is there and cannot be read.
    private func read<Value>(
        _ key: Key<Value>,
        as section: ReleasePlan.Section,
        of record: Record,
        _ plan: inout ReleasePlan,
        _ lowering: inout Lowering
    ) -> Value? {
        let value = record.read(key, &lowering)
        if value == nil, record.has(key.name) { plan.unreadable.insert(section) }
        return value
    }
}

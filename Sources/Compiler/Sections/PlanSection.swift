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
    let evidence = EvidenceSection.key
    let roles = RolesSection.key
    let changes = ChangesSection.key
    let rollback = RollbackSection.key
    let retry = RetrySection.key
    let risk = RiskSection.key
    let stages = StageSection.key
    /// The sections that a fragment can have too, in the order in which they are read.
    let shared: [SharedSection]
    let feedback = FeedbackSection.key
    let logs = LogsSection.key

    init(_ language: Language) {
        data = DataSection.key
        models = ModelSection.key(language)
        traffic = TrafficSection.key(language)
        shared = [
            SharedSection(MetricsSection.key(language), as: .metrics) { $0.metrics += $1 },
            SharedSection(AlertSection.key) { $0.alerts += $1 },
            SharedSection(NotifySection.key(language), as: .notify) { $0.notifiers += $1 },
        ]
    }

    var shape: RecordShape {
        RecordShape(
            "the plan",
            "A plan for the gradual release of a model.",
            [
                Self.version.field, Self.name.field, Self.description.field, ParameterSection.field,
                IncludeSection.key.field, data.field, models.field, traffic.field, labels.field, evidence.field,
                roles.field, changes.field, risk.field, stages.field, rollback.field, retry.field,
            ] + shared.map(\.field) + [feedback.field, logs.field]
        )
    }

    /// The shape of an included file.
    var fragmentShape: RecordShape {
        let version = FieldShape(Self.version.name, Self.version.field.shape, Self.version.field.summary)
        return RecordShape(
            "an included file",
            "Sections for the plans that include it.",
            [version, ParameterSection.field, IncludeSection.key.field] + shared.map(\.field)
        )
    }

    /// Whether a document has nothing but what an included file may have, and something of it beside the version.
    func isFragment(_ root: SyntaxNode) -> Bool {
        let known = Set(fragmentShape.fields.map(\.key))
        let keys = Set(root.entries.map(\.key.text))
        return keys.isSubset(of: known) && keys != [Self.version.name] && !keys.isEmpty
    }

    /// The key that makes an included document a plan of its own; nil where it lacks one that every plan has.
    private func release(in root: SyntaxNode) -> SyntaxNode? {
        let keys = root.kind == .mapping ? root.entries.map(\.key) : []
        let names = Set(keys.map(\.text))
        let needed = [Self.name.name, models.name, traffic.name, stages.name]
        return names.isSuperset(of: needed) ? keys.first { $0.text == Self.name.name } : nil
    }

    private func report(_ release: SyntaxNode, in lowering: inout Lowering) {
        let sections = [ParameterSection.field.key] + shared.map(\.field.key)
        lowering.report(
            .includedPlan,
            "the included file is a plan of its own",
            at: release.span,
            "this names its release",
            help: ["move what both plans need of \(sections.joinedList) to a file of its own, and include that in both"]
        )
    }

    /// Reads the document's root, and those of the files that it includes as if they were parts of it. The parameters have
    /// been read before.
    func lower(_ root: SyntaxNode, fragments: [SyntaxNode], in lowering: inout Lowering) -> ReleasePlan {
        var plan = ReleasePlan()
        guard let record = Record(root, shape, in: &lowering) else {
            plan.isComplete = false
            return plan
        }
        let included = fragments.compactMap { root -> Record? in
            guard let release = release(in: root) else { return Record(root, fragmentShape, in: &lowering) }
            report(release, in: &lowering)
            // What it may have brought is not missed as well.
            plan.unreadable.formUnion([.metrics, .notify])
            return nil
        }
        for record in [record] + included { _ = record.read(IncludeSection.key, &lowering) }
        for record in included { _ = record.read(Self.version, &lowering) }
        _ = record.read(Self.version, &lowering)
        plan.name = record.read(Self.name, &lowering)
        plan.description = record.read(Self.description, &lowering)?.value
        plan.data = read(data, as: .data, of: record, &plan, &lowering) ?? []
        plan.models = read(models, as: .models, of: record, &plan, &lowering) ?? []
        plan.traffic = read(traffic, as: .traffic, of: record, &plan, &lowering)
        plan.labels = read(labels, as: .labels, of: record, &plan, &lowering)
        plan.evidence = record.read(evidence, &lowering)
        plan.roles = read(roles, as: .roles, of: record, &plan, &lowering) ?? []
        plan.changes = record.read(changes, &lowering)
        plan.risk = record.read(risk, &lowering)
        plan.stages = read(stages, as: .stages, of: record, &plan, &lowering) ?? []
        plan.rollback = record.read(rollback, &lowering)
        plan.retry = record.read(retry, &lowering)
        for section in shared {
            for record in [record] + included { section.read(record, &plan, &lowering) }
        }
        plan.feedback = read(feedback, as: .feedback, of: record, &plan, &lowering)
        plan.logs = record.read(logs, &lowering)
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

import Plan
import Platform

/// Fills in defaults and resolves names, once nothing is wrong with a plan any longer.
///
/// The keys of a mapping have no order, so what stands under names is put in the order of the names: two plans that
/// mean the same give the same program.
enum Linker {
    /// The program, or nil where the plan still has errors.
    static func link(_ analyzed: consuming AnalyzedPlan, seed: Int?, _ division: Division) -> Program? {
        let plan = analyzed.plan
        let data = plan.data.compactMap { Self.dataset($0, analyzed.facts) }.sorted { $0.name < $1.name }
        let models = plan.models.compactMap { Self.model($0, in: analyzed.language) }
        let risk = plan.risk.flatMap { Self.risk($0, in: analyzed) }
        let alerts = analyzed.alerts.compactMap(Self.alert)
        let feedback = plan.feedback.flatMap(Self.feedback)
        let labels = plan.labels.flatMap(Self.labels)
        let notifiers = plan.notifiers.compactMap { notifier in
            notifier.kind.map { NotifierSpec(name: notifier.name.value, kind: $0, options: notifier.options) }
        }.sorted { $0.name < $1.name }
        guard let name = plan.name?.value,
            let traffic = plan.traffic.flatMap({ Self.traffic($0, in: analyzed.language, seed: seed) }),
            data.count == plan.data.count, models.count == plan.models.count, (risk == nil) == (plan.risk == nil),
            (feedback == nil) == (plan.feedback == nil), (labels == nil) == (plan.labels == nil),
            !analyzed.stages.isEmpty, alerts.count == plan.alerts.count,
            notifiers.count == plan.notifiers.count, models.contains(where: { $0.role == .candidate })
        else { return nil }
        let (description, logs) = (plan.description, plan.logs.map(Self.logs) ?? .standard)
        let (metricSpecs, evidence) = (
            DeclaredMetrics.specs(plan.metrics, language: analyzed.language), Self.evidence(of: analyzed)
        )
        let changes = plan.changes?.spec
        let retry = plan.retry.flatMap { retry in
            retry.after.map { RetrySpec(after: $0.value, times: retry.times) }
        }
        let stageCount = analyzed.stages.count
        let stages = Self.stages(of: &analyzed, division)
        _ = consume plan
        _ = consume analyzed
        guard stages.count == stageCount else { return nil }
        return Program(
            name: name,
            description: description,
            data: data,
            models: models,
            traffic: traffic,
            labels: labels,
            metricSpecs: metricSpecs,
            evidence: evidence,
            changes: changes,
            risk: risk,
            stages: stages,
            retry: retry,
            alerts: alerts,
            notifiers: notifiers,
            feedback: feedback,
            logs: logs,
            steps: StepGraph(
                data: data,
                models: models,
                traffic: traffic,
                risk: risk,
                stages: stages,
                alerts: alerts,
                retries: retry != nil
            ).steps(division)
        )
    }

    private static func dataset(_ plan: DataPlan, _ facts: PlanFacts) -> DataSpec? {
        guard let csv = plan.csv?.value, let label = plan.label?.value else { return nil }
        // What nobody has declared is on record with the rest, so that a run reads the columns as they were checked.
        let inferred = (facts.datasets[plan.name.value]?.categories ?? []).map { ($0, DataColumnContent.category) }
        return DataSpec(
            name: plan.name.value,
            csv: csv,
            label: label,
            positive: plan.positive?.value,
            columns: Dictionary(
                plan.columns.compactMap { column in column.content.map { (column.name.value, $0.value) } } + inferred
            ) { first, _ in first },
            test: plan.split?.test.value,
            seed: plan.split?.seed ?? 0,
            isStratified: plan.split?.isStratified ?? false,
            group: plan.split?.group?.value,
            time: plan.split?.time?.value,
            folds: plan.split?.folds?.value,
            weight: plan.weight?.value,
            ignored: Set(plan.ignored.map(\.value)).sorted(),
            checks: plan.checks?.spec
        )
    }

    private static func selection(_ reference: DataReference) -> DataSelection {
        DataSelection(data: reference.data.value, part: reference.part.value)
    }

    private static func model(_ plan: ModelPlan, in language: Language) -> ModelSpec? {
        guard let kind = plan.kind?.value, let recipes = plan.retraining else { return nil }
        if let source = language.modelSources.first(where: { $0.kind.name == kind }) {
            let standard = OptionValues.defaults(of: source.recipe?.fields ?? [])
            return ModelSpec(
                role: plan.role.value,
                kind: kind,
                options: OptionValues.defaults(of: source.kind.options).merging(plan.options),
                training: nil,
                retraining: [],
                retrainers: recipes.map { standard.merging($0.value) },
                file: plan.file?.path.value
            )
        }
        guard let training = plan.training, let descriptor = language.models.first(where: { $0.name == kind }) else {
            return nil
        }
        let options = OptionValues.defaults(of: descriptor.options).merging(plan.options)
        return ModelSpec(
            role: plan.role.value,
            kind: kind,
            options: options,
            training: selection(training),
            retraining: recipes.map { options.merging($0.value) }
        )
    }

    private static func traffic(_ plan: TrafficPlan, in language: Language, seed: Int?) -> TrafficSpec? {
        guard let source = plan.source.flatMap({ Self.source($0, in: language, seed: seed) }),
            let planned = plan.groups, let attributes = plan.attributes
        else { return nil }
        let groups = planned.compactMap { group in
            group.share.map { TrafficSpec.Group(name: group.name.value, share: $0.value) }
        }
        guard groups.count == planned.count, plan.rate != nil || plan.replay == nil else { return nil }
        return TrafficSpec(
            source: source,
            rate: plan.rate?.value,
            unit: plan.unit,
            groups: groups.sorted { $0.name < $1.name },
            // A log's columns say it already.
            attributes: plan.router == nil
                ? [] : attributes.map { .init(name: $0.name.value, type: $0.type) }.sorted { $0.name < $1.name }
        )
    }

    private static func source(
        _ plan: TrafficPlan.Source,
        in language: Language,
        seed: Int?
    ) -> TrafficSpec.Source? {
        switch plan {
        case .replay(let replay):
            return replay.rows.map {
                .replay(ReplaySpec(rows: selection($0), users: replay.users.value, seed: seed ?? replay.seed))
            }
        case .log(let log):
            guard let file = log.file?.value, let columns = log.columns else { return nil }
            let contents = columns.compactMap { column in
                column.content.map { LogSpec.Column(name: column.name.value, content: $0.value) }
            }
            guard contents.count == columns.count else { return nil }
            return .log(
                LogSpec(
                    file: file,
                    columns: contents.sorted { $0.name < $1.name },
                    badRows: log.badRows?.value ?? .zero,
                    lateness: log.lateness?.value ?? .zero,
                    candidateShare: log.candidateShare?.value,
                    windows: log.windows.compactMap(Self.window).sorted { $0.name < $1.name }
                )
            )
        case .router(let router):
            guard let kind = language.routers.first(where: { $0.name == router.kind?.value }) else { return nil }
            return .router(
                RouterSpec(
                    kind: kind.name,
                    options: OptionValues.defaults(of: kind.options).merging(router.options),
                    assignment: kind.assignment,
                    assigned: router.assigned?.value
                )
            )
        }
    }

    private static func window(_ plan: LogPlan.Window) -> LogSpec.Window? {
        if let file = plan.file { return LogSpec.Window(name: plan.name.value, rows: .file(file.value)) }
        guard let from = plan.from?.value.nanoseconds, let to = plan.to?.value.nanoseconds, from < to else {
            return nil
        }
        return LogSpec.Window(name: plan.name.value, rows: .time(from..<to))
    }

    private static func labels(_ plan: LabelsPlan) -> LabelsSpec? {
        let sources = plan.sources.compactMap { source in
            source.from.map {
                LabelSource(
                    name: source.name.value,
                    from: $0.value,
                    join: source.join,
                    matureAfter: source.matureAfter?.value ?? .zero,
                    missing: source.missing,
                    weight: source.weight?.value
                )
            }
        }
        guard sources.count == plan.sources.count, plan.from != nil || !sources.isEmpty else { return nil }
        return LabelsSpec(
            from: plan.from?.value,
            join: plan.join,
            matureAfter: plan.matureAfter?.value ?? .zero,
            missing: plan.missing,
            weight: plan.weight?.value,
            positive: plan.positive?.value,
            source: plan.source.map { OptionValues.defaults(of: LabelsSection.program).merging($0) },
            sources: sources.sorted { $0.name < $1.name }
        )
    }

    /// Nil where every gate judges the plain value, which promises nothing, and no alarm promises how seldom it is wrong.
    private static func evidence(of analyzed: AnalyzedPlan) -> EvidenceSpec? {
        let plan = analyzed.plan.evidence
        func isSure(_ gate: AnalyzedPlan.Gate) -> Bool { analyzed.evidence(of: gate) != .point }
        let isSureAnyway = (plan?.method.value ?? .point) != .point
        guard
            FalseAlarms(analyzed).hasRunLengths || analyzed.riskGates.contains(where: isSure)
                || analyzed.stages.contains(where: { stage in
                    (isSureAnyway || stage.kind.statesEvidence) && stage.gates { _ in true }.contains(where: isSure)
                })
        else { return nil }
        return EvidenceSpec(
            releaseError: plan?.releaseError?.value ?? EvidenceSection.defaultError,
            rollbackError: plan?.rollbackError?.value ?? EvidenceSection.defaultError,
            detect: plan?.detect?.value,
            power: plan?.power?.value ?? EvidenceSection.defaultPower,
            independent: plan?.independent ?? .units
        )
    }

    private static func gates(
        _ gates: some Collection<AnalyzedPlan.Gate>,
        minimumSamples: Int,
        standard: EvidenceMethod
    ) -> [GateSpec]? {
        var specs: [GateSpec] = []
        specs.reserveCapacity(gates.count)
        for gate in gates {
            guard let typed = gate.typed else { return nil }
            specs.append(
                GateSpec(
                    condition: typed.condition,
                    text: typed.text,
                    consequence: gate.plan.consequence?.value,
                    failures: gate.plan.failures,
                    minimumSamples: minimumSamples,
                    noData: gate.plan.noData?.value ?? .hold,
                    onError: gate.plan.onError?.value ?? .hold,
                    evidence: gate.plan.evidence?.value ?? standard,
                    leastSegment: gate.plan.leastSegment?.value ?? 1
                )
            )
        }
        return specs
    }

    private static func risk(_ plan: RiskPlan, in analyzed: AnalyzedPlan) -> RiskSpec? {
        guard let on = plan.on,
            let lowIf = gates(
                analyzed.riskGates,
                minimumSamples: plan.minimumSamples,
                standard: analyzed.standardEvidence
            )
        else { return nil }
        return RiskSpec(on: selection(on), lowIf: lowIf, otherwise: plan.otherwise.value)
    }

    /// The stages with all that they need, which are the plan's no longer.
    private static func stages(of analyzed: inout AnalyzedPlan, _ division: Division) -> [StageSpec] {
        let (roles, standard) = (analyzed.plan.roles, analyzed.standardEvidence)
        let rollback = analyzed.plan.rollback?.spec ?? .nothing
        var stages = analyzed.takeStages()
        return division.stages(lettingGo: &stages) { stage in
            Self.stage(stage, roles: roles, standard: standard, rollback: rollback)
        }
    }

    private static func stage(
        _ stage: AnalyzedPlan.Stage,
        roles: [RolePlan],
        standard: EvidenceMethod,
        rollback: RollbackSpec
    ) -> StageSpec? {
        let plan = stage.plan
        guard let name = plan.name?.value, let watch = plan.watch, let every = watch.every?.value,
            let duration = watch.duration?.value, let audience = plan.audience,
            (audience.attributes == nil) == (stage.attributes == nil),
            let promoteIf = gates(stage.promoteIf, minimumSamples: watch.minimumSamples, standard: standard),
            let rollbackIf = gates(stage.rollbackIf, minimumSamples: watch.minimumSamples, standard: standard)
        else { return nil }
        return StageSpec(
            name: name,
            approval: plan.approval.map { approval($0, roles: roles) },
            audience: AudienceSpec(
                fraction: audience.fraction?.value ?? .one,
                group: audience.group?.value,
                attributes: stage.attributes,
                holdback: audience.holdback?.value ?? .zero
            ),
            every: every,
            warmUp: watch.warmUp?.value ?? .zero,
            duration: duration,
            within: watch.within?.value ?? duration * 2,
            samples: watch.samples?.value ?? 0,
            holdFor: watch.holdFor,
            promoteIf: promoteIf,
            rollbackIf: rollbackIf,
            otherwise: plan.otherwise?.value ?? .rollback,
            rollback: plan.rollback?.spec ?? rollback
        )
    }

    private static func approval(_ plan: ApprovalPlan, roles: [RolePlan]) -> ApprovalSpec {
        let named = Set(plan.roles.map(\.value))
        return ApprovalSpec(
            roles: roles.filter { named.contains($0.name.value) }.map { role in
                ApprovalSpec.Role(name: role.name.value, people: Set(role.people.map(\.value)).sorted())
            }.sorted { $0.name < $1.name },
            needsAllRoles: plan.needsAllRoles && named.count > 1,
            quorum: plan.quorum?.value ?? (plan.needsAllRoles ? named.count : 1),
            within: plan.within?.value ?? ApprovalSection.defaultWithin,
            ifRejected: plan.ifRejected,
            ifExpired: plan.ifExpired,
            excludesAuthor: plan.excludesAuthor
        )
    }

    private static func alert(_ analyzed: AnalyzedPlan.Alert) -> AlertSpec? {
        let plan = analyzed.plan
        guard let name = plan.name?.value, let typed = analyzed.typed,
            plan.message == nil || analyzed.message != nil
        else { return nil }
        return AlertSpec(
            name: name,
            condition: typed.condition,
            text: typed.text,
            duration: plan.duration?.value ?? .zero,
            keepFiringFor: plan.keepFiringFor?.value ?? .zero,
            repeatEvery: plan.repeatEvery?.value,
            minimumSamples: WatchSection.defaultMinimumSamples,
            severity: plan.severity,
            message: analyzed.message ?? Message(parts: [.text(typed.text)]),
            notify: plan.notify.map(\.value),
            consequence: plan.consequence.value
        )
    }

    private static func logs(_ plan: LogsPlan) -> LogsSpec {
        LogsSpec(requests: plan.requests, units: plan.units?.value ?? LogsSpec.standard.units)
    }

    private static func feedback(_ plan: FeedbackPlan) -> FeedbackSpec? {
        guard let categories = plan.categories else { return nil }
        return FeedbackSpec(
            from: plan.from?.value,
            join: plan.join?.value ?? .unit,
            negativeBelow: plan.negativeBelow,
            categories: categories.map { FeedbackSpec.Category(name: $0.name.value, keywords: $0.keywords) }
                .sorted { $0.name < $1.name }
        )
    }
}

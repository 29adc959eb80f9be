import Plan

/// Fills in defaults and resolves names, once nothing is wrong with a plan any longer.
///
/// The keys of a mapping have no order, so what stands under names is put in the order of the names: two plans that
/// mean the same give the same program.
enum Linker {
    /// The program, or nil where the plan still has errors.
    static func link(_ analyzed: AnalyzedPlan, seed: Int?) -> Program? {
        let plan = analyzed.plan
        let data = plan.data.compactMap(Self.dataset).sorted { $0.name < $1.name }
        let models = plan.models.compactMap { Self.model($0, in: analyzed.language) }
        let risk = plan.risk.flatMap { Self.risk($0, analyzed.riskGates) }
        let stages = analyzed.stages.compactMap(Self.stage)
        let alerts = analyzed.alerts.compactMap(Self.alert)
        let feedback = plan.feedback.flatMap(Self.feedback)
        let notifiers = plan.notifiers.compactMap { notifier in
            notifier.kind.map { NotifierSpec(name: notifier.name.value, kind: $0, options: notifier.options) }
        }.sorted { $0.name < $1.name }
        guard let name = plan.name?.value, let traffic = plan.traffic.flatMap({ Self.traffic($0, seed: seed) }),
            data.count == plan.data.count, models.count == plan.models.count, (risk == nil) == (plan.risk == nil),
            (feedback == nil) == (plan.feedback == nil),
            stages.count == plan.stages.count, !stages.isEmpty, alerts.count == plan.alerts.count,
            notifiers.count == plan.notifiers.count, models.contains(where: { $0.role == .candidate })
        else { return nil }
        return Program(
            name: name,
            description: plan.description,
            data: data,
            models: models,
            traffic: traffic,
            risk: risk,
            stages: stages,
            alerts: alerts,
            notifiers: notifiers,
            feedback: feedback,
            steps: StepGraph(data: data, models: models, risk: risk, stages: stages, alerts: alerts).steps
        )
    }

    private static func dataset(_ plan: DataPlan) -> DataSpec? {
        guard let csv = plan.csv?.value, let label = plan.label?.value else { return nil }
        return DataSpec(
            name: plan.name.value,
            csv: csv,
            label: label,
            positive: plan.positive?.value,
            test: plan.split?.test.value,
            seed: plan.split?.seed ?? 0,
            isStratified: plan.split?.isStratified ?? false
        )
    }

    private static func selection(_ reference: DataReference) -> DataSelection {
        DataSelection(data: reference.data.value, part: reference.part.value)
    }

    private static func model(_ plan: ModelPlan, in language: Language) -> ModelSpec? {
        guard let kind = plan.kind?.value, let training = plan.training, let recipes = plan.retraining,
            let descriptor = language.models.first(where: { $0.name == kind })
        else { return nil }
        let options = OptionValues.defaults(of: descriptor.options).merging(plan.options)
        return ModelSpec(
            role: plan.role.value,
            kind: kind,
            options: options,
            training: selection(training),
            retraining: recipes.map { options.merging($0.value) }
        )
    }

    private static func traffic(_ plan: TrafficPlan, seed: Int?) -> TrafficSpec? {
        guard let replay = plan.replay, let rate = plan.rate?.value, let planned = plan.groups else { return nil }
        let groups = planned.compactMap { group in
            group.share.map { TrafficSpec.Group(name: group.name.value, share: $0.value) }
        }
        guard groups.count == planned.count else { return nil }
        return TrafficSpec(
            replay: selection(replay),
            rate: rate,
            unit: plan.unit,
            users: plan.users.value,
            groups: groups.sorted { $0.name < $1.name },
            seed: seed ?? plan.seed
        )
    }

    private static func gates(_ analyzed: [AnalyzedPlan.Gate], minimumSamples: Int) -> [GateSpec]? {
        let specs = analyzed.compactMap { gate in
            gate.condition.map { condition in
                GateSpec(
                    condition: condition,
                    text: condition.text,
                    consequence: gate.plan.consequence?.value,
                    failures: gate.plan.failures,
                    minimumSamples: minimumSamples,
                    noData: gate.plan.noData?.value ?? .hold,
                    evidence: .point
                )
            }
        }
        return specs.count == analyzed.count ? specs : nil
    }

    private static func risk(_ plan: RiskPlan, _ analyzed: [AnalyzedPlan.Gate]) -> RiskSpec? {
        guard let on = plan.on, let lowIf = gates(analyzed, minimumSamples: plan.minimumSamples) else { return nil }
        return RiskSpec(on: selection(on), lowIf: lowIf, otherwise: plan.otherwise.value)
    }

    private static func stage(_ analyzed: AnalyzedPlan.Stage) -> StageSpec? {
        let plan = analyzed.plan
        guard let name = plan.name?.value, let watch = plan.watch, let every = watch.every?.value,
            let duration = watch.duration?.value, let audience = plan.audience,
            let promoteIf = gates(analyzed.promoteIf, minimumSamples: watch.minimumSamples),
            let rollbackIf = gates(analyzed.rollbackIf, minimumSamples: watch.minimumSamples)
        else { return nil }
        let spec: AudienceSpec =
            switch audience {
            case .fraction(let share): .fraction(share.value)
            case .group(let group): .group(group.value)
            }
        return StageSpec(
            name: name,
            audience: spec,
            every: every,
            duration: duration,
            within: watch.within?.value ?? duration * 2,
            samples: watch.samples?.value ?? 0,
            holdFor: watch.holdFor,
            promoteIf: promoteIf,
            rollbackIf: rollbackIf,
            otherwise: plan.otherwise?.value ?? .rollback
        )
    }

    private static func alert(_ analyzed: AnalyzedPlan.Alert) -> AlertSpec? {
        let plan = analyzed.plan
        guard let name = plan.name?.value, let condition = analyzed.condition,
            plan.message == nil || analyzed.message != nil
        else { return nil }
        return AlertSpec(
            name: name,
            condition: condition,
            text: condition.text,
            duration: plan.duration?.value ?? .zero,
            keepFiringFor: plan.keepFiringFor?.value ?? .zero,
            repeatEvery: plan.repeatEvery?.value,
            minimumSamples: WatchSection.defaultMinimumSamples,
            severity: plan.severity,
            message: analyzed.message ?? Message(parts: [.text(condition.text)]),
            notify: plan.notify.map(\.value),
            consequence: plan.consequence.value
        )
    }

    private static func feedback(_ plan: FeedbackPlan) -> FeedbackSpec? {
        guard let from = plan.from?.value, let categories = plan.categories else { return nil }
        return FeedbackSpec(
            from: from,
            negativeBelow: plan.negativeBelow,
            categories: categories.map { FeedbackSpec.Category(name: $0.name.value, keywords: $0.keywords) }
                .sorted { $0.name < $1.name }
        )
    }
}

import Plan

/// Fills in defaults and resolves names, once nothing is wrong with a plan any longer.
enum Linker {
    /// The program, or nil where the plan still has errors.
    static func link(_ analyzed: AnalyzedPlan, seed: Int?) -> Program? {
        let plan = analyzed.plan
        let data = plan.data.compactMap(Self.dataset)
        let models = plan.models.compactMap(Self.model)
        let risk = plan.risk.flatMap { Self.risk($0, analyzed.riskGates) }
        let stages = analyzed.stages.compactMap(Self.stage)
        let alerts = analyzed.alerts.compactMap(Self.alert)
        let notifiers = plan.notifiers.compactMap { notifier in
            notifier.kind.map { NotifierSpec(name: notifier.name.value, kind: $0, options: notifier.options) }
        }
        guard let name = plan.name?.value, let traffic = plan.traffic.flatMap({ Self.traffic($0, seed: seed) }),
            data.count == plan.data.count, models.count == plan.models.count, (risk == nil) == (plan.risk == nil),
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
            feedback: plan.feedback.flatMap(Self.feedback),
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

    private static func model(_ plan: ModelPlan) -> ModelSpec? {
        guard let kind = plan.kind?.value, let training = plan.training else { return nil }
        return ModelSpec(
            role: plan.role.value,
            kind: kind,
            options: plan.options,
            training: selection(training),
            retraining: plan.retraining.map { plan.options.merging($0.value) }
        )
    }

    private static func traffic(_ plan: TrafficPlan, seed: Int?) -> TrafficSpec? {
        guard let replay = plan.replay, let rate = plan.rate?.value else { return nil }
        return TrafficSpec(
            replay: selection(replay),
            rate: rate,
            unit: plan.unit,
            users: plan.users.value,
            groups: plan.groups.map { TrafficSpec.Group(name: $0.name.value, share: $0.share.value) },
            seed: seed ?? plan.seed
        )
    }

    private static func gates(_ analyzed: [AnalyzedPlan.Gate], minimumSamples: Int) -> [GateSpec]? {
        let specs = analyzed.compactMap { gate in
            gate.condition.map { condition in
                GateSpec(
                    condition: condition,
                    text: gate.plan.text,
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
        guard let name = plan.name?.value, let when = plan.when, let condition = analyzed.condition,
            plan.message == nil || analyzed.message != nil
        else { return nil }
        return AlertSpec(
            name: name,
            condition: condition,
            text: when.text,
            duration: plan.duration?.value ?? .zero,
            keepFiringFor: plan.keepFiringFor?.value ?? .zero,
            repeatEvery: plan.repeatEvery?.value,
            minimumSamples: WatchSection.defaultMinimumSamples,
            severity: plan.severity,
            message: analyzed.message ?? Message(parts: [.text(when.text)]),
            notify: plan.notify.map(\.value),
            consequence: plan.consequence.value
        )
    }

    private static func feedback(_ plan: FeedbackPlan) -> FeedbackSpec? {
        plan.from.map { from in
            FeedbackSpec(
                from: from.value,
                negativeBelow: plan.negativeBelow,
                categories: plan.categories.map {
                    FeedbackSpec.Category(name: $0.name.value, keywords: $0.keywords)
                }
            )
        }
    }
}

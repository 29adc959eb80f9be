import Diagnostics
import Plan

/// A plan whose conditions have been resolved and typed: what the rules look at and the linker links.
struct AnalyzedPlan {
    /// A gate with its typed condition, or nil where that has failed and been reported.
    struct Gate {
        let plan: GatePlan
        let condition: Condition?
    }

    struct Stage {
        let plan: StagePlan
        let promoteIf: [Gate]
        let rollbackIf: [Gate]
    }

    struct Alert {
        let plan: AlertPlan
        let condition: Condition?
        let message: Message?
    }

    let plan: ReleasePlan
    let language: Language
    let facts: PlanFacts
    let riskGates: [Gate]
    let stages: [Stage]
    let alerts: [Alert]

    /// Resolves and types every condition and message, and reports what does not fit.
    static func analyze(
        _ plan: ReleasePlan,
        language: Language,
        facts: PlanFacts
    ) -> (plan: AnalyzedPlan, diagnostics: [Diagnostic]) {
        var analysis = Analysis(plan: plan, language: language, facts: facts)
        let analyzed = AnalyzedPlan(
            plan: plan,
            language: language,
            facts: facts,
            riskGates: analysis.riskGates(),
            stages: plan.stages.map { analysis.stage($0) },
            alerts: plan.alerts.map { analysis.alert($0) }
        )
        return (analyzed, analysis.diagnostics)
    }
}

/// The walk over a plan's conditions, each in its scope.
private struct Analysis {
    let plan: ReleasePlan
    let language: Language
    let facts: PlanFacts
    var diagnostics: [Diagnostic] = []

    private var hasBaseline: Bool { plan.model(.baseline) != nil }

    private func classes(of reference: DataReference?) -> [String]? {
        reference.flatMap { facts.datasets[$0.data.value]?.classes }
    }

    private var riskScope: ConditionScope {
        ConditionScope(
            classes: classes(of: plan.risk?.on),
            categories: nil,
            hasBaseline: hasBaseline,
            sources: [.labels, .requests],
            takesWindows: false
        )
    }

    private var trafficScope: ConditionScope {
        // Labels and requests come with the traffic; where that is missing, its own diagnostic is enough.
        var sources: Set<MetricDescriptor.Source> = [.labels, .requests]
        if plan.feedback != nil { sources.insert(.feedback) }
        return ConditionScope(
            classes: classes(of: plan.traffic?.replay),
            categories: plan.feedback.map { $0.categories.map(\.name.value) },
            hasBaseline: hasBaseline,
            sources: sources,
            takesWindows: true
        )
    }

    mutating func riskGates() -> [AnalyzedPlan.Gate] {
        (plan.risk?.lowIf ?? []).map { gate($0, in: riskScope) }
    }

    mutating func stage(_ stage: StagePlan) -> AnalyzedPlan.Stage {
        AnalyzedPlan.Stage(
            plan: stage,
            promoteIf: stage.promoteIf.map { gate($0, in: trafficScope) },
            rollbackIf: stage.rollbackIf.map { gate($0, in: trafficScope) }
        )
    }

    mutating func alert(_ alert: AlertPlan) -> AnalyzedPlan.Alert {
        AnalyzedPlan.Alert(
            plan: alert,
            condition: alert.when.flatMap { gate($0, in: trafficScope).condition },
            message: alert.message.flatMap { message($0) }
        )
    }

    private mutating func gate(_ gate: GatePlan, in scope: ConditionScope) -> AnalyzedPlan.Gate {
        var typer = ConditionTyper(language: language, scope: scope)
        let condition = gate.condition.flatMap { typer.type($0) }
        diagnostics += typer.diagnostics
        return AnalyzedPlan.Gate(plan: gate, condition: condition)
    }

    private mutating func message(_ message: MessagePlan) -> Message? {
        var typer = ConditionTyper(language: language, scope: trafficScope)
        let parts: [Message.Part?] = message.parts.map { part in
            switch part {
            case .text(let text): .text(text)
            case .metric(let metric): typer.resolve(metric).map { .metric($0.reference) }
            }
        }
        diagnostics += typer.diagnostics
        let usable = parts.compactMap { $0 }
        return usable.count == parts.count ? Message(parts: usable) : nil
    }
}

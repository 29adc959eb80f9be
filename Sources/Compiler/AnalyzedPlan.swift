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
            stages: analysis.stages(),
            alerts: analysis.alerts()
        )
        return (analyzed, analysis.diagnostics)
    }
}

/// The walk over a plan's conditions, each in its scope.
private struct Analysis {
    private let plan: ReleasePlan
    private let facts: PlanFacts
    private var typer: ConditionTyper

    init(plan: ReleasePlan, language: Language, facts: PlanFacts) {
        self.plan = plan
        self.facts = facts
        typer = ConditionTyper(language: language)
    }

    var diagnostics: [Diagnostic] { typer.diagnostics }

    // What is missing, or there and unreadable, is reported elsewhere and counts as there.

    private var hasBaseline: Bool { plan.model(.baseline) != nil || plan.models.isEmpty }

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
        let hasFeedback = plan.feedback != nil || plan.unreadable.contains(.feedback)
        return ConditionScope(
            classes: classes(of: plan.traffic?.replay),
            categories: plan.feedback?.categories.map { $0.map(\.name.value) },
            hasBaseline: hasBaseline,
            sources: hasFeedback ? [.labels, .requests, .feedback] : [.labels, .requests],
            takesWindows: true
        )
    }

    // MARK: The walk

    mutating func riskGates() -> [AnalyzedPlan.Gate] {
        typer.scope = riskScope
        return gates(plan.risk?.lowIf ?? [])
    }

    mutating func stages() -> [AnalyzedPlan.Stage] {
        typer.scope = trafficScope
        return plan.stages.map { stage in
            AnalyzedPlan.Stage(plan: stage, promoteIf: gates(stage.promoteIf), rollbackIf: gates(stage.rollbackIf))
        }
    }

    mutating func alerts() -> [AnalyzedPlan.Alert] {
        typer.scope = trafficScope
        return plan.alerts.map { alert in
            AnalyzedPlan.Alert(
                plan: alert,
                condition: alert.when?.condition.flatMap { typer.type($0) },
                message: alert.message.flatMap { message($0) }
            )
        }
    }

    private mutating func gates(_ gates: [GatePlan]) -> [AnalyzedPlan.Gate] {
        gates.map { gate in
            AnalyzedPlan.Gate(plan: gate, condition: gate.condition.flatMap { typer.type($0) })
        }
    }

    private mutating func message(_ message: MessagePlan) -> Message? {
        let parts: [Message.Part?] = message.parts.map { part in
            switch part {
            case .text(let text): .text(text)
            case .metric(let metric): typer.resolve(metric).map { .metric($0) }
            }
        }
        let usable = parts.compactMap { $0 }
        return usable.count == parts.count ? Message(parts: usable) : nil
    }
}

import Diagnostics
import Plan
import Platform

/// A plan whose conditions have been resolved and typed: what the rules look at and the linker links.
struct AnalyzedPlan: Sendable {
    /// A gate with its typed condition, or nil where that has failed and been reported.
    struct Gate {
        let plan: GatePlan
        let typed: TypedCondition?

        var condition: Condition? { typed?.condition }
    }

    struct Alert {
        let plan: AlertPlan
        let typed: TypedCondition?
        let message: Message?

        var condition: Condition? { typed?.condition }
    }

    /// The plan without its stages, which `stages` have.
    let plan: ReleasePlan
    let language: Language
    let facts: PlanFacts
    let riskGates: [Gate]
    private(set) var stages: [Stage]
    let alerts: [Alert]
    /// The classes of the traffic, or nil where they are not known.
    let trafficClasses: [String]?
    /// The metrics that conditions can name; where two have one name it is the first that they mean.
    let metrics: [MetricDescriptor]
    /// All that the conditions read, numbered.
    let unknowns: Unknowns
    /// The stages that have nobody, as units are drawn.
    let emptyStages: Set<Int>
    /// The share of all requests that the candidate is expected to answer in each stage.
    let candidateShares: [Double]
    /// The largest that those can come to as units are drawn.
    let largestCandidateShares: [Double]

    /// The names of metrics that conditions and messages are written with.
    var namedMetrics: Set<String> {
        // Equal wordings name the same, and are asked once.
        var seen: Set<ObjectIdentifier> = []
        var names: Set<String> = []
        func note(_ gate: GatePlan) {
            guard let wording = gate.wording, seen.insert(ObjectIdentifier(wording)).inserted else { return }
            names.formUnion((wording.syntax?.metrics ?? []).map(\.name))
        }
        for stage in stages {
            stage.plan.promoteIf.forEach(note)
            stage.plan.rollbackIf.forEach(note)
        }
        plan.risk?.lowIf.forEach(note)
        plan.alerts.compactMap(\.when).forEach(note)
        let messages = plan.alerts.flatMap { $0.message?.parts ?? [] }
        return names.union(messages.compactMap { if case .metric(let metric) = $0 { metric.name } else { nil } })
    }

    /// Hands the stages over: the plan has none any longer.
    mutating func takeStages() -> [Stage] {
        var taken: [Stage] = []
        swap(&taken, &stages)
        return taken
    }

    /// How sure a gate must be: as it says, else as the plan says.
    func evidence(of gate: Gate) -> EvidenceMethod { gate.plan.evidence?.value ?? standardEvidence }

    /// How sure a gate must be that does not say so itself.
    var standardEvidence: EvidenceMethod { plan.evidence?.method.value ?? .point }

    /// Resolves and types every condition and message, and reports what does not fit.
    static func analyze(
        _ plan: consuming ReleasePlan,
        language: Language,
        facts: PlanFacts,
        division: Division
    ) -> (plan: AnalyzedPlan, diagnostics: [Diagnostic]) {
        var plan = consume plan
        let stages = plan.stages
        plan.stages = []
        var analysis = Analysis(plan: plan, language: language, facts: facts)
        let (riskGates, typed, alerts) = (analysis.riskGates(), analysis.stages(stages, division), analysis.alerts())
        let reach = reach(of: typed, in: plan)
        let shares = reach.map(\.share)
        let analyzed = AnalyzedPlan(
            plan: plan,
            language: language,
            facts: facts,
            riskGates: riskGates,
            stages: typed,
            alerts: alerts,
            trafficClasses: analysis.trafficClasses,
            metrics: analysis.metrics,
            unknowns: analysis.unknowns,
            emptyStages: Set(reach.indices.filter { reach[$0].isEmpty }),
            candidateShares: shares,
            largestCandidateShares: largestShares(shares, in: plan)
        )
        return (analyzed, analysis.diagnostics)
    }
}

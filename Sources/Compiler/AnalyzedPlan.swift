import Diagnostics
import Plan

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
    let stages: [Stage]
    let alerts: [Alert]
    /// The classes of the traffic, or nil where they are not known.
    let trafficClasses: [String]?
    /// The metrics that conditions can name; where two have one name it is the first that they mean.
    let metrics: [MetricDescriptor]
    /// All that the conditions read, numbered.
    let unknowns: Unknowns
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

    /// How sure a gate must be: as it says, else as the plan says.
    func evidence(of gate: Gate) -> EvidenceMethod { gate.plan.evidence?.value ?? standardEvidence }

    /// How sure a gate must be that does not say so itself.
    var standardEvidence: EvidenceMethod { plan.evidence?.method.value ?? .point }

    /// Resolves and types every condition and message, and reports what does not fit.
    static func analyze(
        _ plan: consuming ReleasePlan,
        language: Language,
        facts: PlanFacts
    ) -> (plan: AnalyzedPlan, diagnostics: [Diagnostic]) {
        var plan = consume plan
        let stages = plan.stages
        plan.stages = []
        var analysis = Analysis(plan: plan, language: language, facts: facts)
        let (riskGates, typed, alerts) = (analysis.riskGates(), analysis.stages(stages), analysis.alerts())
        let shares = candidateShares(of: typed, in: plan)
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
            candidateShares: shares,
            largestCandidateShares: largestShares(shares, in: plan)
        )
        return (analyzed, analysis.diagnostics)
    }
}

/// The walk over a plan's conditions, each in its scope.
private struct Analysis {
    private let plan: ReleasePlan
    private let facts: PlanFacts
    let metrics: [MetricDescriptor]
    private var typer: ConditionTyper
    private var meanings: ConditionMeanings
    private var kinds = StageKinds()
    private var attributeDiagnostics: [Diagnostic] = []

    init(plan: ReleasePlan, language: Language, facts: PlanFacts) {
        self.plan = plan
        self.facts = facts
        let declared = DeclaredMetrics(plan, language: language)
        metrics = declared.descriptors + language.metrics
        typer = ConditionTyper(language: language, declared: declared)
        meanings = ConditionMeanings(metrics, bare: plan.bareReading)
    }

    var unknowns: Unknowns { meanings.unknowns }
    var diagnostics: [Diagnostic] { typer.diagnostics + attributeDiagnostics }

    // What is missing, or there and unreadable, is reported elsewhere and counts as there.

    private var hasBaseline: Bool { plan.model(.baseline) != nil || plan.models.isEmpty }

    private func classes(of reference: DataReference?) -> [String]? {
        reference.flatMap { facts.datasets[$0.data.value]?.classes }
    }

    private var riskScope: ConditionScope {
        ConditionScope(
            traffic: .assessment,
            classes: classes(of: plan.risk?.on),
            categories: nil,
            segments: [],
            bare: plan.bareReading(on: plan.risk?.on),
            hasBaseline: hasBaseline,
            sources: [.labels, .requests, .latency, .errors, .scores]
        )
    }

    private var trafficScope: ConditionScope {
        ConditionScope(
            traffic: trafficKind,
            classes: trafficClasses,
            categories: plan.feedback?.categories.map { $0.map(\.name.value) },
            segments: segments,
            bare: plan.bareReadingOfTraffic,
            hasBaseline: hasBaseline,
            sources: trafficSources
        )
    }

    /// Of a log the classes are what was predicted and what was true, where all of that is known.
    var trafficClasses: [String]? {
        guard let log = plan.traffic?.log else { return classes(of: plan.traffic?.replay?.rows) }
        guard let columns = log.columns, let facts = facts.log else { return nil }
        var classes: Set<String> = []
        for role in [LogColumnContent.Role.prediction, .label] {
            guard let column = columns.first(where: { $0.content?.value == .role(role) }) else { continue }
            guard let values = facts.values[column.name.value] else { return nil }
            classes.formUnion(values)
        }
        if plan.labels?.from != nil {
            guard let labels = self.facts.labels?.values["label"] else { return nil }
            classes.formUnion(labels)
        }
        for source in plan.labels?.sources ?? [] {
            guard let labels = self.facts.labelSources[source.name.value]?.values["label"] else { return nil }
            classes.formUnion(labels)
        }
        return classes.sorted()
    }

    private var trafficKind: ConditionScope.Traffic {
        switch plan.traffic?.source {
        case .replay?, nil: .replay
        case .log?: .log
        case .router?: .router
        }
    }

    /// The columns that rows of the traffic can be told apart by: those of texts and truth values, and of a replay those that hold
    /// categories.
    private var segments: [String]? {
        guard let traffic = plan.traffic, traffic.source != nil else { return nil }
        if case .replay(let replay)? = traffic.source {
            guard let data = plan.data.first(where: { $0.name.value == replay.rows?.data.value }) else { return nil }
            let declared = data.columns.filter { $0.content != nil && $0.content?.value != .number }.map(\.name.value)
            let inferred = facts.datasets[data.name.value]?.categories ?? []
            return declared + inferred.filter { !declared.contains($0) }
        }
        return traffic.attributes?.filter { $0.type != .number }.map(\.name.value)
    }

    private var trafficSources: Set<MetricDescriptor.Source> {
        let hasFeedback = plan.feedback != nil || plan.unreadable.contains(.feedback)
        var sources: Set<MetricDescriptor.Source> = hasFeedback ? [.store, .feedback] : [.store]
        switch plan.traffic?.source {
        case .replay?, nil:
            sources.formUnion([.labels, .requests, .latency, .errors, .scores])
            if hasFeedback { sources.insert(.servedFeedback) }
        case .log(let log)?:
            sources.insert(.requests)
            // A log's requests are in the past: what was said of them is in a file.
            let isTold = plan.feedback?.from != nil || plan.unreadable.contains(.feedback)
            if isTold { sources.insert(.servedFeedback) } else { sources.remove(.feedback) }
            // Further sources are for the metrics that name them.
            let hasLabels =
                plan.labels.map { $0.from != nil || $0.sources.isEmpty } ?? plan.unreadable.contains(.labels)
            if hasLabels || log.mayHold({ $0 == .role(.label) }) { sources.insert(.labels) }
            if log.mayHold({ $0 == .role(.error) }) { sources.insert(.errors) }
            if log.mayHold({ $0 == .role(.score) }) { sources.insert(.scores) }
            if log.mayHold({ if case .latency = $0 { true } else { false } }) { sources.insert(.latency) }
        case .router?: break
        }
        return sources
    }

    // MARK: The walk

    mutating func riskGates() -> [AnalyzedPlan.Gate] {
        enter(riskScope)
        return gates(plan.risk?.lowIf ?? [])
    }

    mutating func stages(_ plans: [StagePlan]) -> [AnalyzedPlan.Stage] {
        enter(trafficScope)
        return plans.map { stage in
            let attributes = stage.audience?.attributes?.condition.flatMap { self.attributes($0) }
            var typed: [TypedCondition?] = []
            typed.reserveCapacity(stage.promoteIf.count + stage.rollbackIf.count)
            for gate in stage.promoteIf { typed.append(meanings.condition(of: gate, by: &typer)) }
            for gate in stage.rollbackIf { typed.append(meanings.condition(of: gate, by: &typer)) }
            let kind = kinds.kind(of: stage, typed)
            return AnalyzedPlan.Stage(stage, attributes: attributes, typed: typed, kind: kind)
        }
    }

    mutating func alerts() -> [AnalyzedPlan.Alert] {
        enter(trafficScope)
        return plan.alerts.map { alert in
            AnalyzedPlan.Alert(
                plan: alert,
                typed: alert.when.flatMap { meanings.condition(of: $0, by: &typer) },
                message: alert.message.flatMap { message($0) }
            )
        }
    }

    private mutating func enter(_ scope: ConditionScope) {
        typer.scope = scope
        meanings.forget()
    }

    private mutating func attributes(_ condition: ConditionSyntax) -> AttributeCondition? {
        var typer = AttributeTyper(attributes: plan.traffic == nil ? nil : plan.traffic?.attributes)
        let typed = typer.type(condition)
        attributeDiagnostics += typer.diagnostics
        return typed
    }

    private mutating func gates(_ gates: [GatePlan]) -> [AnalyzedPlan.Gate] {
        gates.map { AnalyzedPlan.Gate(plan: $0, typed: meanings.condition(of: $0, by: &typer)) }
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

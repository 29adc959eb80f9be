import Diagnostics
import Plan
import Platform

/// The walk over a plan's conditions, each in its scope.
struct Analysis {
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

    mutating func stages(_ plans: [StagePlan], _ division: Division) -> [AnalyzedPlan.Stage] {
        enter(trafficScope)
        let attributes = plan.traffic?.attributes
        if let divided = DividedAnalysis(plans, division, typer, meanings, attributes: attributes) {
            meanings = divided.meanings
            attributeDiagnostics += divided.attributeDiagnostics
            return divided.stages
        }
        return plans.map { stage in
            let attributes = self.attributes(of: stage)
            var typed: [TypedCondition?] = []
            typed.reserveCapacity(stage.promoteIf.count + stage.rollbackIf.count)
            let wanted = StageKinds.Wanted(stage) { gate in
                let condition = meanings.condition(of: gate, by: &typer)
                typed.append(condition)
                return condition?.number ?? -1
            }
            let kind = kinds.kind(of: wanted, like: stage)
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

    private mutating func attributes(of stage: StagePlan) -> AttributeCondition? {
        let typed = stage.typedAttributes(plan.traffic?.attributes)
        attributeDiagnostics += typed.diagnostics
        return typed.condition
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

extension StagePlan {
    /// The condition over units with its types; nil where it has none, or with what is wrong with it.
    ///
    /// - Parameter attributes: What is known of units, or nil where that is not known.
    func typedAttributes(
        _ attributes: [AttributePlan]?
    ) -> (condition: AttributeCondition?, diagnostics: [Diagnostic]) {
        guard let condition = audience?.attributes?.condition else { return (nil, []) }
        var typer = AttributeTyper(attributes: attributes)
        let typed = typer.type(condition)
        return (typed, typer.diagnostics)
    }
}

/// A plan, linked: every name resolved, every default filled in, and the steps as a graph.
///
/// Its canonical JSON is its identity: two plans that mean the same have the same program, and the SHA-256 of that text
/// names it. Places in the text are not part of it.
package struct Program: Sendable, Hashable {
    package let name: String
    package let description: String?
    package let data: [DataSpec]
    package let models: [ModelSpec]
    package let traffic: TrafficSpec?
    package let labels: LabelsSpec?
    /// The metrics that the plan declares itself.
    package let metricSpecs: [MetricSpec]
    package let evidence: EvidenceSpec?
    /// When more people may be given the candidate; at any time where it is nil.
    package let changes: ChangesSpec?
    package let risk: RiskSpec?
    package let stages: [StageSpec]
    /// Whether a release that was rolled back starts again; nil where it does not.
    package let retry: RetrySpec?
    package let alerts: [AlertSpec]
    package let notifiers: [NotifierSpec]
    package let feedback: FeedbackSpec?
    package let logs: LogsSpec
    package let steps: [Step]
    private let places: StepPlaces

    package init(
        name: String,
        description: String?,
        data: [DataSpec],
        models: [ModelSpec],
        traffic: TrafficSpec?,
        labels: LabelsSpec? = nil,
        metricSpecs: [MetricSpec] = [],
        evidence: EvidenceSpec? = nil,
        changes: ChangesSpec? = nil,
        risk: RiskSpec?,
        stages: [StageSpec],
        retry: RetrySpec? = nil,
        alerts: [AlertSpec],
        notifiers: [NotifierSpec],
        feedback: FeedbackSpec?,
        logs: LogsSpec = .standard,
        steps: [Step]
    ) {
        self.name = name
        self.description = description
        self.data = data
        self.models = models
        self.traffic = traffic
        self.labels = labels
        self.metricSpecs = metricSpecs
        self.evidence = evidence
        self.changes = changes
        self.risk = risk
        self.stages = stages
        self.retry = retry
        self.alerts = alerts
        self.notifiers = notifiers
        self.feedback = feedback
        self.logs = logs
        self.steps = steps
        places = StepPlaces(steps)
    }

    package func model(_ role: ModelRole) -> ModelSpec? { models.first { $0.role == role } }

    /// How often the candidate may be trained in all: once, and once more for each recipe of `retrain`.
    package var attempts: Int {
        model(.candidate).map { 1 + $0.retraining.count + $0.retrainers.count } ?? 1
    }

    package func step(_ id: StepID) -> Step? { places.place(of: id, in: steps).map { steps[$0] } }

    /// Whether no two steps have one name.
    package var hasUniqueSteps: Bool { places.areUnique }

    /// Where the first step of that name stands among the steps, looked for first beside a place: most steps lead to their
    /// neighbours.
    package func place(of id: StepID, near place: Int) -> Int? {
        // Of steps of one name the first counts.
        if places.areUnique {
            if isNamed(id, at: place + 1) { return place + 1 }
            if isNamed(id, at: place - 1) { return place - 1 }
            if isNamed(id, at: place) { return place }
        }
        return places.place(of: id, in: steps)
    }

    private func isNamed(_ id: StepID, at place: Int) -> Bool { steps.indices.contains(place) && steps[place].id == id }

    /// The metrics that any condition or message reads.
    package var metrics: [MetricReference] {
        (risk?.lowIf ?? []).flatMap(\.condition.metrics)
            + stages.flatMap { ($0.promoteIf + $0.rollbackIf).flatMap(\.condition.metrics) }
            + alerts.flatMap { $0.condition.metrics + $0.message.metrics }
    }
}

extension Program {
    /// The share of all units that stays on the baseline to the end, whatever their stage says: a control group that lost
    /// members on the way would be none.
    package var holdback: Rational { stages.map(\.audience.holdback).max() ?? .zero }

    /// Whether an approval may not be given by whoever began the run.
    package var excludesAuthor: Bool { stages.contains { $0.approval?.excludesAuthor == true } }

    /// Whether the candidate answers beside the baseline in that stage, every request of it, and nobody sees it.
    package func isShadow(stage index: Int) -> Bool { stages[...index].allSatisfy { $0.audience.fraction == .zero } }
}

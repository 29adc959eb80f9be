/// What the author of a plan said: typed, every field with its place, nothing resolved.
///
/// A part that could not be read is nil or missing, and a diagnostic says why; so that one mistake does not hide others,
/// the rest is still checked.
package struct ReleasePlan: Sendable {
    /// The sections that other parts of a plan refer to.
    package enum Section: String, Sendable, Hashable, CaseIterable {
        case data, models, traffic, labels, metrics, roles, stages, notify, feedback
    }

    package var name: Located<String>?
    package var description: String?
    package var data: [DataPlan] = []
    package var models: [ModelPlan] = []
    package var traffic: TrafficPlan?
    package var labels: LabelsPlan?
    package var metrics: [MetricPlan] = []
    package var evidence: EvidencePlan?
    package var roles: [RolePlan] = []
    package var changes: ChangesPlan?
    package var risk: RiskPlan?
    package var stages: [StagePlan] = []
    package var rollback: RollbackPlan?
    package var retry: RetryPlan?
    package var alerts: [AlertPlan] = []
    package var notifiers: [NotifierPlan] = []
    package var feedback: FeedbackPlan?
    package var logs: LogsPlan?
    /// The sections that are there and of which nothing could be read, so that what refers to them is not blamed.
    package var unreadable: Set<Section> = []
    /// Whether everything could be read: of a plan with holes nothing can be said to be unused.
    package var isComplete = true

    package init() {}

    package func model(_ role: ModelRole) -> ModelPlan? { models.first { $0.role.value == role } }
}

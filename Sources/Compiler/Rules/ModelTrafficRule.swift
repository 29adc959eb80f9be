import Diagnostics
import Plan

/// The models fit the traffic: those of a log are recorded in it, those behind a router are served, and labels come late
/// only where the traffic does not hold them.
enum ModelTrafficRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let source = plan.plan.traffic?.source, let traffic = plan.plan.traffic else { return [] }
        let recorded = Set(plan.language.modelSources.filter(\.isRecorded).map(\.kind.name))
        let models = plan.plan.models.compactMap { model in model.kind.map { (model, $0) } }
        let misfits = models.compactMap { model, kind in
            problem(of: model, recorded.contains(kind.value), source).map { problem in
                Diagnostic(
                    .incompatibleModel,
                    "the \(model.role.value.rawValue) \(problem)",
                    at: .init(kind.span),
                    secondary: [.init(traffic.span, "the traffic")]
                )
            }
        }
        return misfits + labels(plan, source) + feedback(plan, source)
    }

    private static func problem(
        of model: ModelPlan,
        _ isRecorded: Bool,
        _ source: TrafficPlan.Source
    ) -> String? {
        switch source {
        case .log: isRecorded ? nil : "answers nothing that is in a log; name the model of the log with `recorded`"
        case .replay: isRecorded ? "is recorded in a log, and the traffic is no log" : nil
        case .router:
            if isRecorded {
                "is recorded in a log, and the traffic is live"
            } else if model.training != nil {
                "is trained here, and live traffic asks models that are served elsewhere"
            } else if model.file != nil {
                "answers here, and live traffic asks models that are served elsewhere"
            } else {
                nil
            }
        }
    }

    private static func feedback(_ plan: AnalyzedPlan, _ source: TrafficPlan.Source) -> [Diagnostic] {
        guard case .replay = source, let join = plan.plan.feedback?.join, join.value == .request else { return [] }
        let problem = "requests of a replay have no names, so feedback is joined to them by the unit"
        return [Diagnostic(.unusableLabels, problem, at: .init(join.span))]
    }

    private static func labels(_ plan: AnalyzedPlan, _ source: TrafficPlan.Source) -> [Diagnostic] {
        guard let labels = plan.plan.labels else { return [] }
        let problem: String
        switch source {
        case .log: return []
        case .replay: problem = "the rows of a replay have their labels, so none come from elsewhere"
        case .router: problem = "live answers are not seen here, so there is nothing to join labels to"
        }
        return [Diagnostic(.unusableLabels, problem, at: .init(labels.span))]
    }
}

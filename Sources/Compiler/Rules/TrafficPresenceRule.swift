import Diagnostics
import Plan

/// Stages watch traffic, so a plan with stages says where it comes from.
enum TrafficPresenceRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard plan.plan.traffic == nil, !plan.plan.unreadable.contains(.traffic), let stage = plan.stages.first else {
            return []
        }
        return [
            Diagnostic(
                .missingPart,
                "the plan has stages and no `traffic` for them to watch",
                at: .init(stage.plan.span, "this stage has no requests"),
                help: ["add `traffic: { replay: DATA.test, rate: 20/s }`"]
            )
        ]
    }
}

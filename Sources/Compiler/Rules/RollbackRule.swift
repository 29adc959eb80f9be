import Diagnostics
import Plan

/// A rollback says where it leads, and there is such a place.
enum RollbackRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard plan.plan.isComplete else { return [] }
        let stages = plan.stages
        let serving = stages.firstIndex { $0.plan.audience?.fraction?.value != .zero } ?? stages.count
        let wholePlan = plan.plan.rollback.map { rollback in
            // What the plan says is about every stage that does not say so itself, and it is the last that goes down furthest.
            (rollback, stages.lastIndex { $0.plan.rollback == nil } ?? 0)
        }
        let own = stages.enumerated().compactMap { index, stage in stage.plan.rollback.map { ($0, index) } }
        return ((wholePlan.map { [$0] } ?? []) + own).compactMap { rollback, stage in
            contradiction(rollback) ?? idleness(rollback, at: stage, serving)
        }
    }

    private static func contradiction(_ rollback: RollbackPlan) -> Diagnostic? {
        switch (rollback.target, rollback.pace, rollback.pause) {
        case (let target?, let pace?, _) where target.value == .previous:
            Diagnostic(
                .contradictoryRollback,
                "a rollback in steps does not end at the stage before",
                at: .init(target.span, "one step"),
                secondary: [.init(pace.span, "all of them")],
                help: [
                    "take `to: previous` for one step, after which the stage is watched again, or `in: steps` for all of them"
                ]
            )
        case (_, let pace?, nil):
            Diagnostic(
                .contradictoryRollback,
                "a rollback in steps needs a `pause`",
                at: .init(pace.span),
                help: ["say how long each lower stage has the candidate, as in `rollback: { in: steps, pause: 10m }`"]
            )
        case (_, nil, let pause?):
            Diagnostic(
                .contradictoryRollback,
                "`pause` says how long a step rests, and this rollback takes none",
                at: .init(pause.span),
                help: ["add `in: steps`, or leave `pause` out"]
            )
        default: nil
        }
    }

    /// What a rollback changes nothing by, in the last stage that it is about.
    private static func idleness(_ rollback: RollbackPlan, at stage: Int, _ serving: Int) -> Diagnostic? {
        let problem: String
        switch rollback.spec {
        case .nothing where rollback.target == nil: problem = "`rollback` says nothing"
        case .previous where stage == 0: problem = "no stage comes before that it could lead to"
        case .steps where stage == 0: problem = "no stage comes before that it could step down to"
        case .steps where stage <= serving:
            problem = "the stages before give nobody the candidate, so that there are no steps"
        default: return nil
        }
        return Diagnostic(.idleRollback, problem, at: .init(rollback.span), help: ["leave `rollback` out"])
    }
}

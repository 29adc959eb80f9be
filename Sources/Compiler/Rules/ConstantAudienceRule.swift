import Diagnostics
import Plan

/// What is known of units decides who gets the candidate by a `where`: some can meet it, and not all do.
enum ConstantAudienceRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.stages.compactMap { stage in
            guard let condition = stage.attributes, let place = stage.plan.audience?.attributes?.span,
                let cases = AttributeCases(condition)
            else { return nil }
            if !cases.canHold {
                return Diagnostic(.constantCondition, "no unit can meet this condition", at: .init(place))
            }
            guard !cases.canFail else { return nil }
            return Diagnostic(
                .constantCondition,
                "every unit meets this condition",
                at: .init(place),
                notes: ["it holds whatever \(condition.attributes.sorted().joinedList) is"],
                help: ["leave `where` out"]
            )
        }
    }
}

import Diagnostics
import Plan

/// Groups have somebody in them, and share out no more than everyone, as no unit is in two.
enum GroupShareRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] { empty(plan) + excess(plan) }

    private static func empty(_ plan: AnalyzedPlan) -> [Diagnostic] {
        (plan.plan.traffic?.groups ?? []).compactMap { group in
            guard let share = group.share, share.value == .zero else { return nil }
            return Diagnostic(
                .outOfRange,
                "the group `\(group.name.value)` is a share of 0%, which is nobody",
                at: .init(share.span),
                help: ["give it a share, or leave it out"]
            )
        }
    }

    private static func excess(_ plan: AnalyzedPlan) -> [Diagnostic] {
        var total = 0.0
        for group in plan.plan.traffic?.groups ?? [] {
            guard let share = group.share else { continue }
            total += share.value.value
            // The sum of a few decimals is off by some units in the last place.
            guard total > 1 + 1e-9 else { continue }
            return [
                Diagnostic(
                    .outOfRange,
                    "the groups are more than everyone together",
                    at: .init(share.span, "with this one they are"),
                    notes: ["no unit is in two groups"]
                )
            ]
        }
        return []
    }
}

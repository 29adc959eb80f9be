import Audiences
import Diagnostics
import Plan

/// Groups have somebody in them, and share out no more than everyone, as no unit is in two.
enum GroupShareRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] { empty(plan) + excess(plan) + late(plan) }

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

    /// Groups take their units one after the other, each rounded by itself, so that of few units none may be left.
    private static func late(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let users = plan.plan.traffic?.replay?.users, users.value > 0 else { return [] }
        var left = users.value
        return (plan.plan.traffic?.groups ?? []).compactMap { group in
            guard let share = group.share, share.value > .zero else { return nil }
            let size = GroupAssignment.Group(
                group.name.value,
                numerator: share.value.numerator,
                denominator: share.value.denominator
            ).size(among: users.value)
            defer { left = max(0, left - size) }
            guard left == 0 else { return nil }
            return Diagnostic(
                .emptyAudience,
                "of \(users.value) user\(users.value == 1 ? "" : "s") none is left for the group `\(group.name.value)`",
                at: .init(share.span),
                secondary: [.init(users.span, "so many there are")],
                notes: ["each group before it is rounded to the nearest user, and has one at least"],
                help: ["make up more `users`, or name the group before the others"]
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

import Diagnostics
import Plan

/// Where it is known how many units there are, an audience is to have one at least, and so is what is held back.
///
/// Shares are drawn unit by unit: one that comes to less than a unit gives the candidate to nobody on most draws, and of a few units it may be
/// none. A group has one unit whatever its share.
enum EmptyAudienceRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let users = plan.plan.traffic?.replay?.users else { return [] }
        let groups = Dictionary((plan.plan.traffic?.groups ?? []).map { ($0.name.value, $0) }) { first, _ in first }
        return plan.stages.enumerated().compactMap { index, stage -> Diagnostic? in
            guard let audience = stage.plan.audience, let share = audience.fraction, share.value.value > 0 else {
                return nil
            }
            var all = users.value
            var whose = ""
            if let group = audience.group, let own = groups[group.value]?.share {
                all = max(1, Int((Double(all) * own.value.value).rounded()))
                whose = " of the group `\(group.value)`"
            }
            // Tenths of a unit are told apart, and the last places of a product are not.
            guard share.value.value * Double(all) < 1 - 1e-9 else {
                return plan.emptyStages.contains(index) ? unlucky(share, of: users) : nil
            }
            return Diagnostic(
                .emptyAudience,
                "\(share.value.percentText) of \(all) user\(all == 1 ? "" : "s")\(whose) \(all == 1 ? "is" : "are") less than one",
                at: .init(share.span),
                secondary: [.init(users.span, "so many there are")],
                notes: ["most likely nobody would meet the candidate in this stage"],
                help: ["give the stage a larger share, or make up more `users`"]
            )
        }
    }

    private static func unlucky(_ share: Located<Rational>, of users: Located<Int>) -> Diagnostic {
        Diagnostic(
            .emptyAudience,
            "\(share.value.percentText) of \(users.value) users are none of them here",
            at: .init(share.span),
            secondary: [.init(users.span, "so many there are")],
            notes: ["which users a share has follows from their names and the release's"],
            help: ["give the stage a larger share, or make up more `users`"]
        )
    }
}

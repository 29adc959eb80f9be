import Diagnostics
import Plan

/// An alert can fire before the release is over: its `for` is no longer than all stages can last together.
enum AlertTimingRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let watches = plan.stages.compactMap(\.plan.watch)
        guard watches.count == plan.stages.count, !watches.isEmpty else { return [] }
        let longest = watches.reduce(0.0) { total, watch in
            let duration = watch.duration?.value.seconds ?? .infinity
            return total + max(watch.within?.value.seconds ?? 2 * duration, duration) + watch.holdFor.seconds
        }
        return plan.alerts.compactMap(\.plan.duration).filter { $0.value.seconds > longest }.map {
            Diagnostic(
                .alertTooLong,
                "the alert must hold for \($0.value.planText), longer than the release can last",
                at: .init($0.span)
            )
        }
    }
}

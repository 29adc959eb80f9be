import Diagnostics
import Plan

/// An alert can fire before the release is over: its `for` is no longer than all stages can last together.
enum AlertTimingRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let lengths = plan.stages.compactMap(\.plan.watch).compactMap { watch in
            watch.deadline.map { $0 + watch.holdFor }
        }
        guard lengths.count == plan.stages.count, !lengths.isEmpty else { return [] }
        let longest = lengths.reduce(.zero, +)
        return plan.alerts.compactMap(\.plan.duration).filter { $0.value > longest }.map {
            Diagnostic(
                .alertTooLong,
                "the alert must hold for \($0.value.planText), longer than the release can last",
                at: .init($0.span),
                notes: ["every stage up to its deadline and every hold at its longest take \(longest.planText)"]
            )
        }
    }
}

import Diagnostics
import Plan

/// What promotes a stage has data: a condition that is passed over without any would let a release through unseen.
enum IgnoredDataRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.stages.flatMap(\.promoteIf).compactMap(\.plan.noData).filter { $0.value == .ignore }.map { policy in
            Diagnostic(
                .ignoredData,
                "a condition of `promote_if` cannot ignore that it has no data",
                at: .init(policy.span),
                help: ["leave `no_data` out: promotion then waits, at most as long as `hold_for` says"]
            )
        }
    }
}

import Diagnostics
import Plan

/// What promotes a stage could be measured: a condition that is passed over where it could not would let a release through
/// unseen.
enum IgnoredErrorRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.stages.flatMap(\.promoteIf).compactMap(\.plan.onError).filter { $0.value == .ignore }.map { policy in
            Diagnostic(
                .ignoredError,
                "a condition of `promote_if` cannot ignore that it could not be measured",
                at: .init(policy.span),
                help: ["leave `on_error` out: promotion then waits, at most as long as `hold_for` says"]
            )
        }
    }
}

import Diagnostics
import Plan

/// What promotes a stage could be measured: a condition that is passed over where it could not would let a release through
/// unseen.
enum IgnoredErrorRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        // Written out, as plans of many thousand stages take long to copy.
        var found: [Diagnostic] = []
        for stage in plan.stages {
            for gate in stage.promoteIf {
                guard let policy = gate.plan.onError, policy.value == .ignore else { continue }
                found.append(
                    Diagnostic(
                        .ignoredError,
                        "a condition of `promote_if` cannot ignore that it could not be measured",
                        at: .init(policy.span),
                        help: ["leave `on_error` out: promotion then waits, at most as long as `hold_for` says"]
                    )
                )
            }
        }
        return found
    }
}

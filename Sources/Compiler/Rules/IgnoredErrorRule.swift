import Diagnostics
import Plan

/// What promotes a stage could be measured: a condition that is passed over where it could not would let a release through
/// unseen.
enum IgnoredErrorRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.placesPassedOver { $0.onError?.value == .ignore ? $0.onError?.span : nil }.map { place in
            Diagnostic(
                .ignoredError,
                "a condition of `promote_if` cannot ignore that it could not be measured",
                at: .init(place),
                help: ["leave `on_error` out: promotion then waits, at most as long as `hold_for` says"]
            )
        }
    }
}

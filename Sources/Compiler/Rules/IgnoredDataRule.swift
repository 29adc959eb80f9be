import Diagnostics
import Plan

/// What promotes a stage has data: a condition that is passed over without any would let a release through unseen.
enum IgnoredDataRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.placesPassedOver { $0.noData?.value == .ignore ? $0.noData?.span : nil }.map { place in
            Diagnostic(
                .ignoredData,
                "a condition of `promote_if` cannot ignore that it has no data",
                at: .init(place),
                help: ["leave `no_data` out: promotion then waits, at most as long as `hold_for` says"]
            )
        }
    }
}

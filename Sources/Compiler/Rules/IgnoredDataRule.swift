import Diagnostics
import Plan

/// What promotes a stage has data: a condition that is passed over without any would let a release through unseen.
enum IgnoredDataRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        // Written out, as plans of many thousand stages take long to copy.
        var found: [Diagnostic] = []
        for stage in plan.stages {
            for gate in stage.promoteIf {
                guard let policy = gate.plan.noData, policy.value == .ignore else { continue }
                found.append(
                    Diagnostic(
                        .ignoredData,
                        "a condition of `promote_if` cannot ignore that it has no data",
                        at: .init(policy.span),
                        help: ["leave `no_data` out: promotion then waits, at most as long as `hold_for` says"]
                    )
                )
            }
        }
        return found
    }
}

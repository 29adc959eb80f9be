import Diagnostics
import Plan

/// While a stage warms up, something can take the candidate back.
enum WarmUpRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard plan.plan.isComplete, !plan.alerts.contains(where: { $0.plan.consequence.value.takesBack }) else {
            return []
        }
        return plan.stages.compactMap { stage in
            guard let warmUp = stage.plan.watch?.warmUp, !stage.rollbackIf.contains(where: isAwake) else { return nil }
            return Diagnostic(
                .unguardedWarmUp,
                "nothing can take the candidate back in the \(warmUp.value.planText) that the stage warms up",
                at: .init(warmUp.span),
                notes: ["until then only alerts, and conditions over a window, look at what is observed"],
                help: [
                    "give an alert `then: rollback`, or a condition of `rollback_if` a window, as in `error_rate over 5m > 5%`"
                ]
            )
        }
    }

    /// Whether the condition looks at the warm-up, and does something about it.
    private static func isAwake(_ gate: AnalyzedPlan.Gate) -> Bool {
        // What could not be typed is reported elsewhere.
        guard let condition = gate.condition else { return true }
        return gate.plan.consequence?.value != .warn && condition.metrics.contains { $0.window != nil }
    }
}

extension AlertConsequence {
    /// Whether it ends in everyone having the baseline, unless something else comes between.
    fileprivate var takesBack: Bool {
        switch self {
        case .rollback, .retrain, .hold: true
        case .none: false
        }
    }
}

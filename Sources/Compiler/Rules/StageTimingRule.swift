import Diagnostics
import Plan

/// A stage is judged at least once before it ends, and its deadline does not come before the time it must be watched.
enum StageTimingRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.stages.flatMap { stage -> [Diagnostic] in
            guard let watch = stage.plan.watch, let duration = watch.duration else { return [] }
            var diagnostics: [Diagnostic] = []
            if let every = watch.every, every.value > duration.value {
                diagnostics.append(
                    Diagnostic(
                        .impossibleTiming,
                        "the stage is judged every \(every.value.planText) and watched for \(duration.value.planText) only",
                        at: .init(every.span),
                        secondary: [.init(duration.span, "shorter than one interval")],
                        help: ["judge it at least once: make `every` no longer than `for`"]
                    )
                )
            }
            if let within = watch.within, within.value < duration.value {
                diagnostics.append(
                    Diagnostic(
                        .impossibleTiming,
                        "the deadline of \(within.value.planText) comes before the \(duration.value.planText) to watch",
                        at: .init(within.span),
                        secondary: [.init(duration.span, "watched for so long before it can be promoted")]
                    )
                )
            }
            return diagnostics
        }
    }
}

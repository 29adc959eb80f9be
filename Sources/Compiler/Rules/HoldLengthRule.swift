import Diagnostics
import Plan

/// A hold lasts for a judgement at least: until the next one nothing can end it, nor lead out of it.
enum HoldLengthRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.stages.compactMap { stage in
            guard let watch = stage.plan.watch, let hold = watch.statedHold, let every = watch.every,
                hold.value < every.value
            else { return nil }
            return Diagnostic(
                .holdTooShort,
                "a hold of \(hold.value.planText) is over before the stage is judged again",
                at: .init(hold.span),
                secondary: [.init(every.span, "judged so often")],
                notes: ["whatever holds the stage rolls it back at the next judgement"],
                help: ["make `hold_for` no shorter than `every`"]
            )
        }
    }
}

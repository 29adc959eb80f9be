import Diagnostics
import Plan

/// A stage whose gates need labels lasts until the first of its labels count.
enum LabelMaturityRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let maturity = plan.plan.labels?.matureAfter,
            plan.plan.traffic?.log != nil || plan.plan.traffic?.router != nil
        else { return [] }
        let sources = Dictionary(plan.metrics.map { ($0.name, $0.source) }) { first, _ in first }
        return plan.stages.flatMap { stage -> [Diagnostic] in
            guard let watch = stage.plan.watch, let deadline = watch.deadline, deadline <= maturity.value else {
                return []
            }
            let gate = stage.gates { $0.metrics.contains { sources[$0.name] == .labels } }.first
            guard let gate, let duration = watch.within ?? watch.duration else { return [] }
            return [
                Diagnostic(
                    .labelsTooLate,
                    "the stage is over after \(deadline.planText), and its first labels count after "
                        + maturity.value.planText,
                    at: .init(duration.span),
                    secondary: [
                        .init(gate.plan.span, "this needs labels"), .init(maturity.span, "they count from then on"),
                    ],
                    help: ["give the stage more time with `within`, or judge it by metrics that need no labels"]
                )
            ]
        }
    }
}

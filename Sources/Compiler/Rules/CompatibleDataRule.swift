import Diagnostics
import Plan

/// Models answer rows like those they were trained on: the same columns in the same order, and the same classes.
enum CompatibleDataRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let training = plan.plan.model(.candidate)?.training, let known = plan.facts.datasets[training.data.value]
        else { return [] }
        let others = [plan.plan.model(.baseline)?.training, plan.plan.risk?.on, plan.plan.traffic?.replay]
        return others.compactMap { $0 }.compactMap { other in
            guard let facts = plan.facts.datasets[other.data.value], facts != known else { return nil }
            let what = facts.features == known.features ? "classes" : "columns"
            return Diagnostic(
                .incompatibleData,
                "`\(other.data.value)` and `\(training.data.value)` have different \(what)",
                at: .init(other.data.span),
                secondary: [.init(training.data.span, "the candidate learns from these rows")]
            )
        }
    }
}

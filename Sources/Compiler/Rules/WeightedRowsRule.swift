import Diagnostics
import Plan

/// Rows that count differently are learnt from by models that can tell.
enum WeightedRowsRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.plan.models.compactMap { model in
            guard let kind = model.kind, let training = model.training,
                let weight = plan.plan.data.first(where: { $0.name.value == training.data.value })?.weight,
                plan.language.models.contains(where: { $0.name == kind.value && !$0.takesWeights })
            else { return nil }
            return Diagnostic(
                .weightedRows,
                "all rows of a `\(kind.value)` count alike, and those of `\(training.data.value)` have weights",
                at: .init(kind.span),
                secondary: [.init(weight.span, "what rows count")],
                help: ["take another kind of model, or list the column under `ignore` instead"]
            )
        }
    }
}

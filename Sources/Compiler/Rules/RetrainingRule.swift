import Diagnostics
import Plan

/// Recipes for retraining are there where something asks for them, and asked for where they are there.
enum RetrainingRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        // Nil where the recipes could not be read: there is nothing to say about those.
        guard let candidate = plan.plan.model(.candidate), let recipes = candidate.retraining else { return [] }
        let requests = requests(plan)
        if let recipe = recipes.first, requests.isEmpty, plan.plan.isComplete {
            return [
                Diagnostic(
                    .unusedRetraining,
                    "nothing in the plan asks for retraining, so these recipes are never used",
                    at: .init(recipe.span),
                    help: ["say `otherwise: retrain` under `risk`, or `then: retrain` in a condition or an alert"]
                )
            ]
        }
        guard recipes.isEmpty, let first = requests.first else { return [] }
        return [
            Diagnostic(
                .missingPart,
                "retraining is asked for and the candidate has no recipe for it",
                at: .init(first),
                secondary: [.init(candidate.role.span, "without `retrain`")]
                    + requests.dropFirst().map { .init($0, "and here") },
                help: [remedy(candidate, plan.language)]
            )
        ]
    }

    private static func remedy(_ candidate: ModelPlan, _ language: Language) -> String {
        let source = language.modelSources.first { $0.kind.name == candidate.kind?.value }
        guard let source else { return "add `retrain` to the candidate, a list of options to change" }
        return source.recipe == nil
            ? "a candidate of kind `\(source.kind.name)` cannot be trained: stop instead"
            : "add `retrain` to the candidate, a list of programs such as `{ command: [./retrain] }`"
    }

    private static func requests(_ plan: AnalyzedPlan) -> [SourceSpan] {
        var spans: [SourceSpan] = []
        if let risk = plan.plan.risk, risk.otherwise.value == .retrain { spans.append(risk.otherwise.span) }
        for stage in plan.stages {
            if stage.kind.statesConsequences {
                let consequences = (stage.plan.promoteIf + stage.plan.rollbackIf).compactMap(\.consequence)
                spans += consequences.filter { $0.value == .retrain }.map(\.span)
            }
            if let otherwise = stage.plan.otherwise, otherwise.value == .retrain { spans.append(otherwise.span) }
        }
        spans += plan.alerts.map(\.plan.consequence).filter { $0.value == .retrain }.map(\.span)
        return spans
    }
}

import Diagnostics
import Plan

/// Each recipe for retraining makes another model: the same rows, options and seed give the one that has failed already.
enum RepeatedRecipeRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        // Of what could not be read nobody knows what it changes.
        guard plan.plan.isComplete, let candidate = plan.plan.model(.candidate), let kind = candidate.kind,
            let recipes = candidate.retraining,
            let descriptor = plan.language.models.first(where: { $0.name == kind.value })
        else { return [] }
        let first = OptionValues.defaults(of: descriptor.options).merging(candidate.options)
        var known: [OptionValues: (span: SourceSpan, what: String)] = [
            first: (kind.span, "the model that is trained first")
        ]
        return recipes.compactMap { recipe -> Diagnostic? in
            let options = first.merging(recipe.value)
            guard let other = known[options] else {
                known[options] = (recipe.span, "the same recipe")
                return nil
            }
            return Diagnostic(
                .repeatedRecipe,
                "this recipe makes a model that has failed by then",
                at: .init(recipe.span),
                secondary: [.init(other.span, other.what)],
                notes: ["the same rows, options and seed give the same model"],
                help: ["change an option in it, or leave it out"]
            )
        }
    }
}

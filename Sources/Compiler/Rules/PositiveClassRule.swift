import Diagnostics
import Plan

/// The positive class of a data set is one of its classes.
enum PositiveClassRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        var speller = Speller()
        return plan.plan.data.compactMap { data in
            guard let positive = data.positive, let classes = plan.facts.datasets[data.name.value]?.classes,
                !classes.contains(positive.value)
            else { return nil }
            return Diagnostic(
                .unknownClass,
                "the data have no class `\(positive.value)`",
                at: .init(positive.span),
                help: speller.help(for: positive.value, among: classes, "the classes are")
            )
        }
    }
}

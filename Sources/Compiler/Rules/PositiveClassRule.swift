import Diagnostics
import Plan

/// The positive class of a data set is one of its classes.
enum PositiveClassRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.plan.data.compactMap { data in
            guard let positive = data.positive, let classes = plan.facts.datasets[data.name.value]?.classes,
                !classes.contains(positive.value)
            else { return nil }
            return Diagnostic(
                .unknownClass,
                "the data have no class `\(positive.value)`",
                at: .init(positive.span),
                notes: ["the classes are " + classes.prefix(12).map { "`\($0)`" }.joined(separator: ", ")],
                help: Suggestion.help(for: positive.value, among: classes)
            )
        }
    }
}

import Diagnostics
import Plan

/// The positive class of a data set, or of the labels of a log, is one of its classes.
enum PositiveClassRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let datasets = plan.plan.data.map { ($0.positive, plan.facts.datasets[$0.name.value]?.classes) }
        let labels = (plan.plan.labels?.positive, plan.trafficClasses)
        var speller = Speller()
        return (datasets + [labels]).compactMap { positive, classes in
            guard let positive, let classes, !classes.contains(positive.value) else { return nil }
            return Diagnostic(
                .unknownClass,
                "the data have no class `\(positive.value)`",
                at: .init(positive.span),
                help: speller.help(for: positive.value, among: classes, "the classes are")
            )
        }
    }
}

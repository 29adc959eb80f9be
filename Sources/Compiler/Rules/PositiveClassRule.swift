import Diagnostics
import Plan

/// The positive class of a data set, or of the labels of a log, is one of its classes.
enum PositiveClassRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let ofNumbers = plan.plan.data.compactMap { data -> Diagnostic? in
            guard let positive = data.positive, let label = data.numberLabel else { return nil }
            return Diagnostic(
                .unknownClass,
                "the label `\(label.name.value)` is a number and has no class `\(positive.value)`",
                at: .init(positive.span),
                secondary: [.init(label.name.span, "said here")]
            )
        }
        let datasets = plan.plan.data.filter { $0.numberLabel == nil }.map {
            ($0.positive, plan.facts.datasets[$0.name.value]?.classes)
        }
        let labels = (plan.plan.labels?.positive, plan.trafficClasses)
        var speller = Speller()
        return ofNumbers
            + (datasets + [labels]).compactMap { positive, classes in
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

import Diagnostics
import Plan

/// What is read under the name of a source of labels, or of its column of weights, is nothing else.
enum LabelSourcesRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let labels = plan.plan.labels, !labels.sources.isEmpty else { return [] }
        var known: [String: SourceSpan] = [:]
        for column in plan.plan.traffic?.log?.columns ?? [] { known[column.name.value] = column.name.span }
        if let weight = labels.weight { known[weight.value] = weight.span }
        return labels.sources.flatMap { [$0.name] + ($0.weight.map { [$0] } ?? []) }.compactMap { name in
            if LogColumnContent.Role(rawValue: name.value) != nil {
                return Diagnostic(
                    .duplicateName,
                    "`\(name.value)` is what a log itself may say of each row, and so cannot be the name of other labels",
                    at: .init(name.span)
                )
            }
            guard let first = known.updateValue(name.span, forKey: name.value) else { return nil }
            return Diagnostic(
                .duplicateName,
                "metrics could not tell which `\(name.value)` they read",
                at: .init(name.span, "the second"),
                secondary: [.init(first, "the first")]
            )
        }
    }
}

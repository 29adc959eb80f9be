import Diagnostics
import Plan

/// Every reference such as `iris.test` names a declared data set, and a part that it is split into.
enum DataReferenceRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let references =
            plan.plan.models.map(\.training) + [plan.plan.traffic?.replay, plan.plan.risk?.on]
        return references.compactMap { $0 }.compactMap { check($0, plan.plan.data) }
    }

    private static func check(_ reference: DataReference, _ data: [DataPlan]) -> Diagnostic? {
        guard let dataset = data.first(where: { $0.name.value == reference.data.value }) else {
            let names = data.map(\.name.value)
            let near = Suggestion.help(for: reference.data.value, among: names)
            return Diagnostic(
                .unknownReference,
                "unknown data set `\(reference.data.value)`",
                at: .init(reference.data.span),
                notes: near.isEmpty && !names.isEmpty
                    ? ["the data sets are " + names.map { "`\($0)`" }.joined(separator: ", ")] : [],
                help: names.isEmpty ? ["declare it under `data`"] : near
            )
        }
        if reference.part.value != .all, dataset.split == nil {
            return Diagnostic(
                .unknownReference,
                "the data set `\(dataset.name.value)` has no part `\(reference.part.value.rawValue)`, as it is not split",
                at: .init(reference.part.span),
                secondary: [.init(dataset.name.span, "declared without `split`")],
                help: ["add `split: { test: 20% }` to it, or refer to all its rows as `\(dataset.name.value)`"]
            )
        }
        return nil
    }
}

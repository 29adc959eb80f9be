import Diagnostics
import Plan

/// Every reference such as `iris.test` names a declared data set, and a part that it is split into.
enum DataReferenceRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard !plan.plan.unreadable.contains(.data) else { return [] }
        let data = plan.plan.data
        let references =
            (plan.plan.models.map(\.training) + [plan.plan.traffic?.replay?.rows, plan.plan.risk?.on]).compactMap { $0 }
        let names = UnknownNames(kind: "data set", known: data.map(\.name.value)) {
            "declare it under `data`, as in `\($0): { csv: FILE, label: COLUMN }`"
        }
        return names.diagnostics(for: references.map(\.data)) + data.compactMap { unsplit($0, references) }
    }

    private static func unsplit(_ dataset: DataPlan, _ references: [DataReference]) -> Diagnostic? {
        let name = dataset.name.value
        let parts = references.filter { $0.data.value == name && $0.part.value != .all }.map(\.part)
        guard !dataset.isSplit, let first = parts.first else { return nil }
        return Diagnostic(
            .unknownReference,
            "the data set `\(name)` has no part `\(first.value.rawValue)`, as it is not split",
            at: .init(first.span),
            secondary: [.init(dataset.name.span, "declared without `split`")]
                + parts.dropFirst().map { .init($0.span, "and here") },
            help: ["add `split: { test: 20% }` to it, or refer to all its rows as `\(name)`"]
        )
    }
}

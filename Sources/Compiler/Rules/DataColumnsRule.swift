import Diagnostics
import Plan

/// The column that holds the label is no other thing as well, and nothing is left out twice.
enum DataColumnsRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] { plan.plan.data.flatMap { label($0) + repeated($0) } }

    private static func label(_ data: DataPlan) -> [Diagnostic] {
        guard let label = data.label else { return [] }
        let others: [(column: Located<String>?, use: String)] = [
            (data.split?.group, "keep the rows of one group together"), (data.split?.time, "order the rows in time"),
            (data.weight, "weigh the rows"),
        ]
        let uses =
            others.compactMap { column, use in column.map { ($0, use) } }
            + data.ignored.map { ($0, "be left out") }
        return uses.filter { $0.0.value == label.value }.map { column, use in
            Diagnostic(
                .contradictoryColumns,
                "the column `\(label.value)` is the label, and cannot \(use)",
                at: .init(column.span),
                secondary: [.init(label.span, "the label")]
            )
        }
    }

    private static func repeated(_ data: DataPlan) -> [Diagnostic] {
        var first: [String: Located<String>] = [:]
        return data.ignored.compactMap { column in
            guard let known = first[column.value] else {
                first[column.value] = column
                return nil
            }
            return Diagnostic(
                .duplicateName,
                "the column `\(column.value)` is left out twice",
                at: .init(column.span, "the second time"),
                secondary: [.init(known.span, "the first time")]
            )
        }
    }
}

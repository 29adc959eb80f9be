import Datasets
import Diagnostics
import Plan

/// What is said of columns whose kind was read off their cells.
enum InferredColumns {
    private static let namesShown = 3

    /// Says which columns of a plan's data set are taken for categories without having been declared; nil where none is.
    static func note(_ table: Table, _ data: DataPlan) -> Diagnostic? {
        guard let csv = data.csv else { return nil }
        let declared = Set(data.columns.map(\.name.value))
        let inferred = zip(table.featureNames, table.categories).compactMap { feature, names in
            declared.contains(feature) ? nil : names.map { (feature, $0) }
        }
        guard !inferred.isEmpty else { return nil }
        let count = inferred.count == 1 ? "1 column holds" : "\(inferred.count) columns hold"
        let said = inferred.map { "\($0.0): category" }.joined(separator: ", ")
        return Diagnostic(
            DatasetCodes.inferredColumns,
            "\(count) texts, and \(inferred.count == 1 ? "is taken for a category" : "are taken for categories")",
            at: .init(csv.span),
            notes: inferred.map { "`\($0.0)`: \(list($0.1))" },
            help: ["say `columns: { \(said) }` to have it in the plan"]
        )
    }

    /// A few of a column's categories, and how many more there are.
    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(namesShown).map { "`\($0)`" }.joined(separator: ", ")
        return names.count > namesShown ? "\(shown) and \(names.count - namesShown) more" : shown
    }
}

import Diagnostics
import Plan

/// Models that need every value do not learn from rows that lack some, unless their options say what becomes of those.
enum MissingValuesRule: Rule {
    /// The option that fills in what is missing.
    private static let fill = "impute"

    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.plan.models.compactMap { model in
            guard let kind = model.kind, let training = model.training,
                let lacking = plan.facts.datasets[training.data.value]?.lacking, let first = lacking.first,
                plan.language.models.contains(where: { $0.name == kind.value && !$0.takesMissing }),
                model.options.text(fill) == nil
            else { return nil }
            let rows = first.rows.count == 1 ? "1 row" : "\(first.rows.count) rows"
            let lack = first.rows.count == 1 ? "lacks" : "lack"
            return Diagnostic(
                .missingValues,
                "a `\(kind.value)` needs every value, and \(rows) of `\(training.data.value)` \(lack) `\(first.feature)`",
                at: .init(kind.span),
                secondary: [.init(training.data.span, "the rows to learn from")],
                help: ["say how they are filled in, as in `\(kind.value): { impute: median }`"]
            )
        }
    }
}

import Diagnostics
import Plan

/// A metric of the rows of a class is judged where the part of the data that is looked at has such rows; else it never has a value.
enum AbsentClassRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let assessed = AssessedRows(plan).flatMap { $0.lacksClasses ? $0 : nil }
        let replayed = plan.plan.traffic?.replay?.rows.flatMap { AssessedRows(plan, on: $0) }.flatMap {
            $0.lacksClasses ? $0 : nil
        }
        // Nearly always all classes are there, and the conditions of many stages need not be looked at.
        guard assessed != nil || replayed != nil else { return [] }
        let gates = plan.stages.flatMap { $0.gates { _ in true } }
        return plan.riskGates.compactMap { finding(in: $0.typed, at: $0.plan.span, assessed) }
            + gates.compactMap { finding(in: $0.typed, at: $0.plan.span, replayed) }
            + plan.alerts.compactMap { alert in
                alert.plan.when.flatMap { finding(in: alert.typed, at: $0.span, replayed) }
            }
    }

    private static func finding(in condition: TypedCondition?, at span: SourceSpan, _ rows: AssessedRows?)
        -> Diagnostic?
    {
        guard let rows, let metric = condition?.metrics.first(where: { rows.most(of: $0) == 0 }) else { return nil }
        return Diagnostic(
            .unknownClass,
            "`\(metric.text)` never has a value: `\(rows.on.text)` has no row of that class",
            at: .init(span),
            secondary: [.init(rows.on.data.span, "these rows are looked at")],
            help: ["divide the data with `stratify: true`, so that each part has rows of every class"]
        )
    }
}

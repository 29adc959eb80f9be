import Diagnostics
import Plan

/// A model that is kept in a file answers the plan's rows: they have the columns that it needs, in any order and with others
/// beside them, and its classes; and they are not known to be the rows that it has learnt from.
enum KeptModelRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.plan.models.flatMap { model -> [Diagnostic] in
            guard let file = model.file, let facts = plan.facts.models[model.role.value] else { return [] }
            return answered(by: plan).flatMap { rows -> [Diagnostic] in
                guard let data = plan.facts.datasets[rows.data.value] else { return [] }
                let misfits = misfits(of: facts, data, rows, model, file)
                return misfits.isEmpty ? known(facts, data, rows, model, file) : misfits
            }
        }
    }

    /// The rows that models answer, each data set once.
    private static func answered(by plan: AnalyzedPlan) -> [DataReference] {
        let all = [plan.plan.risk?.on, plan.plan.traffic?.replay?.rows].compactMap { $0 }
        return all.indices.filter { index in
            !all[..<index].contains { $0.data.value == all[index].data.value }
        }.map { all[$0] }
    }

    private static func misfits(
        of model: PlanFacts.Model,
        _ data: PlanFacts.Dataset,
        _ rows: DataReference,
        _ plan: ModelPlan,
        _ file: ModelPlan.File
    ) -> [Diagnostic] {
        let name = rows.data.value
        func report(_ message: String, _ notes: [String]) -> Diagnostic {
            Diagnostic(
                .incompatibleData,
                message,
                at: .init(file.path.span),
                secondary: [.init(rows.data.span, "the rows that it answers")],
                notes: notes
            )
        }
        let role = plan.role.value.rawValue
        var found: [Diagnostic] = []
        let missing = model.features.filter { !data.features.contains($0) }
        if !missing.isEmpty {
            found.append(report("`\(name)` lacks columns that the \(role) needs", ["it lacks \(missing.quotedList)"]))
        }
        let (known, asked) = (Set(model.classes), Set(data.classes))
        if known != asked {
            let extra = model.classes.filter { !asked.contains($0) }
            let unknown = data.classes.filter { !known.contains($0) }
            found.append(
                report(
                    "`\(name)` and the \(role) have different classes",
                    (extra.isEmpty ? [] : ["only the \(role) has \(extra.quotedList)"])
                        + (unknown.isEmpty ? [] : ["only `\(name)` has \(unknown.quotedList)"])
                )
            )
        }
        return found
    }

    private static func known(
        _ model: PlanFacts.Model,
        _ data: PlanFacts.Dataset,
        _ rows: DataReference,
        _ plan: ModelPlan,
        _ file: ModelPlan.File
    ) -> [Diagnostic] {
        guard data.digest == model.trainingDigest else { return [] }
        return [
            Diagnostic(
                .knownRows,
                "the \(plan.role.value.rawValue) has learnt from the file of `\(rows.data.value)`, and is judged by rows that it knows",
                at: .init(file.path.span),
                secondary: [.init(rows.data.span, "the rows that it answers")],
                help: ["let it answer rows that were kept from it, or train it in the plan with `train`"]
            )
        ]
    }
}

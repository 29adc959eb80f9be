import Diagnostics
import Plan

/// A model is judged on rows that it has not been trained on: what it has learnt by heart says nothing of what it will answer.
///
/// Data that nobody divides is taken to be a toy, or a sample of what is to come: only where a part is left for judging is it a
/// slip to judge on another.
enum TrainedRowsRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        [ModelRole.candidate, .baseline].flatMap { check($0, plan) }
    }

    private static func check(_ role: ModelRole, _ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let training = plan.plan.model(role)?.training,
            plan.plan.data.contains(where: { $0.split != nil && $0.name.value == training.data.value })
        else { return [] }
        let judged = [
            (rows: plan.plan.risk?.on, what: "the assessment"), (plan.plan.traffic?.replay?.rows, "the replay"),
        ]
        return judged.compactMap { rows, what -> Diagnostic? in
            guard let rows, let overlap = overlap(rows, training, plan) else { return nil }
            return Diagnostic(
                .judgedOnTrainedRows,
                "\(what) judges the \(role.rawValue) on \(overlap)",
                at: .init(rows.data.span),
                secondary: [.init(training.data.span, "trained here")],
                notes: ["a model can know such rows by heart, and is judged better than it will be on new ones"],
                help: [
                    rows.part.value == .test
                        ? "train it on the rest, `\(rows.data.value).train`"
                        : "judge on the part that is left for it, `\(rows.data.value).test`"
                ]
            )
        }
    }

    /// The rows that both have, in words; nil where there are none, or it is not known.
    private static func overlap(_ rows: DataReference, _ training: DataReference, _ plan: AnalyzedPlan) -> String? {
        guard rows.data.value == training.data.value else { return nil }
        switch (rows.part.value, training.part.value) {
        case (.train, .train), (.test, .test), (.all, .all): return "the rows that it is trained on"
        case (.train, .test), (.test, .train): return nil
        case (.all, _): return "all rows, those that it is trained on among them"
        case (_, .all): return "some of the rows that it is trained on"
        }
    }
}

import Diagnostics
import Plan

/// A stage is promoted as far as its conditions say: no bound of `rollback_if` on the same value reaches into theirs.
enum ShadowedMarginRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        var prover = ConditionProver(plan)
        return plan.provingStages(&prover) { stage, prover in
            guard stage.promoteIf.count + stage.rollbackIf.count <= ConditionProver.listLimit else { return [] }
            return stage.promoteIf.flatMap { gate in
                stage.tripwires.compactMap { finding(gate, $0, &prover) }
            }
        }
    }

    private static func finding(
        _ gate: AnalyzedPlan.Gate,
        _ tripwire: AnalyzedPlan.Gate,
        _ prover: inout ConditionProver
    ) -> Diagnostic? {
        guard let condition = gate.typed?.formula, let other = tripwire.typed?.formula,
            ConditionProver.areOpposedBounds(condition, other), prover.canHold(all: [condition, other]),
            prover.canHold(all: [condition], none: [other])
        else { return nil }
        return Diagnostic(
            .shadowedMargin,
            "`\(tripwire.plan.text)` reaches into `\(gate.plan.text)`, and rolling back comes first",
            at: .init(gate.plan.span),
            secondary: [.init(tripwire.plan.span, "both hold for some values")],
            help: ["let the one begin where the other ends"]
        )
    }
}

import Diagnostics
import Plan

/// A stage is promoted as far as its conditions say: no bound of `rollback_if` on the same value reaches into theirs.
enum ShadowedMarginRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        var prover = ConditionProver(plan)
        var diagnostics: [Diagnostic] = []
        for stage in plan.stages.map({ $0.filter(plan.isPlain) })
        where stage.promoteIf.count + stage.rollbackIf.count <= ConditionProver.listLimit {
            let tripwires = stage.rollbackIf.filter {
                $0.plan.failures == 1 && $0.plan.consequence?.value != .warn
            }
            for gate in stage.promoteIf {
                guard let condition = gate.condition else { continue }
                for tripwire in tripwires {
                    guard let other = tripwire.condition, prover.areOpposedBounds(condition, other),
                        prover.canHold(all: [condition, other]), prover.canHold(all: [condition], none: [other])
                    else { continue }
                    diagnostics.append(
                        Diagnostic(
                            .shadowedMargin,
                            "`\(tripwire.plan.text)` reaches into `\(gate.plan.text)`, and rolling back comes first",
                            at: .init(gate.plan.span),
                            secondary: [.init(tripwire.plan.span, "both hold for some values")],
                            help: ["let the one begin where the other ends"]
                        )
                    )
                }
            }
        }
        return diagnostics
    }
}

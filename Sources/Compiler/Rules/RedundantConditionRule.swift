import Diagnostics
import Plan

/// Each condition of a list says something that the others do not say already.
enum RedundantConditionRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        var prover = ConditionProver(plan)
        return requirements(plan.riskGates.filter(plan.isPlain), &prover)
            + plan.stages.map { $0.filter(plan.isPlain) }.flatMap {
                requirements($0.promoteIf, &prover) + tripwires($0.rollbackIf, &prover)
            }
    }

    /// Of conditions that must all hold, those that hold wherever another one does.
    private static func requirements(
        _ gates: [AnalyzedPlan.Gate],
        _ prover: inout ConditionProver
    ) -> [Diagnostic] {
        redundant(gates, &prover) { gate, other, _, prover in
            // A condition with a consequence of its own does more than keep the stage where it is.
            guard (gate.plan.consequence?.value ?? .warn) == .warn, let condition = gate.condition,
                let stricter = other.condition
            else { return false }
            return prover.does(stricter, imply: condition)
        }
    }

    /// Of conditions any of which rolls back, those that hold only where another one has done so before.
    private static func tripwires(_ gates: [AnalyzedPlan.Gate], _ prover: inout ConditionProver) -> [Diagnostic] {
        redundant(gates, &prover) { gate, other, isAfter, prover in
            let (own, others) = (gate.plan.consequence?.value ?? .rollback, other.plan.consequence?.value ?? .rollback)
            let isTerminal = others == .rollback || others == .retrain
            guard own == others || (isAfter && isTerminal), gate.plan.failures >= other.plan.failures,
                let condition = gate.condition, let wider = other.condition
            else { return false }
            return prover.does(condition, imply: wider)
        }
    }

    /// The conditions that `isRedundant` finds beside another, each with the first such other; of two that say the same
    /// only the second.
    private static func redundant(
        _ gates: [AnalyzedPlan.Gate],
        _ prover: inout ConditionProver,
        _ isRedundant: (AnalyzedPlan.Gate, AnalyzedPlan.Gate, Bool, inout ConditionProver) -> Bool
    ) -> [Diagnostic] {
        guard gates.count <= ConditionProver.listLimit else { return [] }
        var found: [Int: Int] = [:]
        for (index, gate) in gates.enumerated().reversed() {
            let metrics = Set(gate.condition?.metrics ?? [])
            found[index] = gates.indices.first { other in
                guard other != index, found[other] == nil,
                    !metrics.isDisjoint(with: gates[other].condition?.metrics ?? []),
                    // Conditions that never hold, or never fail, are found as such.
                    gate.condition.map({ prover.canHold(all: [$0]) && !prover.isAlwaysTrue($0) }) == true,
                    gates[other].condition.map({ prover.canHold(all: [$0]) && !prover.isAlwaysTrue($0) }) == true
                else { return false }
                return isRedundant(gate, gates[other], other < index, &prover)
            }
        }
        return found.sorted { $0.key < $1.key }.map { index, other in
            let (gate, reason) = (gates[index].plan, gates[other].plan)
            return Diagnostic(
                .redundantCondition,
                gate.text == reason.text
                    ? "the list has `\(gate.text)` twice" : "`\(gate.text)` says nothing beside `\(reason.text)`",
                at: .init(gate.span),
                secondary: [.init(reason.span, "this says it already")],
                help: ["leave it out"]
            )
        }
    }
}

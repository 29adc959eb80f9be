import Diagnostics
import Plan

/// Each condition of a list says something that the others do not say already.
enum RedundantConditionRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        var prover = ConditionProver(plan)
        return requirements(plan.riskGates.filter(plan.isPlain), &prover)
            + plan.provingStages(&prover) { stage, prover in
                requirements(stage.promoteIf, &prover) + tripwires(stage.rollbackIf, &prover)
            }
    }

    /// Of conditions that must all hold, those that hold wherever another one does.
    private static func requirements(
        _ gates: [AnalyzedPlan.Gate],
        _ prover: inout ConditionProver
    ) -> [Diagnostic] {
        redundant(gates, &prover) { gate, other, _, prover in
            // A condition with a consequence of its own does more than keep the stage where it is.
            guard (gate.plan.consequence?.value ?? .warn) == .warn, gate.plan.saysNoMoreWithoutData(than: other.plan),
                let condition = gate.typed, let stricter = other.typed
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
                gate.plan.saysNoMoreWithoutData(than: other.plan),
                let condition = gate.typed, let wider = other.typed
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
            guard let condition = gate.typed else { continue }
            found[index] = gates.indices.first { place in
                guard place != index, found[place] == nil, let other = gates[place].typed,
                    prover.areRelated(condition, other),
                    // Conditions that never hold, or never fail, are found as such.
                    prover.isOpen(condition), prover.isOpen(other)
                else { return false }
                return isRedundant(gate, gates[place], place < index, &prover)
            }
        }
        return found.sorted { $0.key < $1.key }.map { index, other in
            let (gate, reason) = (gates[index].plan, gates[other].plan)
            var notes: [String] = []
            if let own = gates[index].typed?.formula, let others = gates[other].typed?.formula {
                // Of requirements the one follows from the other, of what rolls back the other from the one.
                notes = prover.reasons(all: [others], none: [own])
                if notes.isEmpty { notes = prover.reasons(all: [own], none: [others]) }
            }
            return Diagnostic(
                .redundantCondition,
                gate.text == reason.text
                    ? "the list has `\(gate.text)` twice" : "`\(gate.text)` says nothing beside `\(reason.text)`",
                at: .init(gate.span),
                secondary: [.init(reason.span, "this says it already")],
                notes: notes,
                help: ["leave it out"]
            )
        }
    }
}

extension GatePlan {
    /// Whether wherever this one has no data or cannot be measured, the other does as much about it.
    fileprivate func saysNoMoreWithoutData(than other: GatePlan) -> Bool {
        let (data, otherData) = (noData?.value ?? .hold, other.noData?.value ?? .hold)
        let (error, otherError) = (onError?.value ?? .hold, other.onError?.value ?? .hold)
        return (data == otherData || data == .ignore) && (error == otherError || error == .ignore)
    }
}

extension ConditionProver {
    /// Whether a condition may hold, and may not.
    fileprivate mutating func isOpen(_ condition: TypedCondition) -> Bool {
        canHold(condition) && !isAlwaysTrue(condition)
    }

    /// Whether `other` holds wherever the condition does.
    fileprivate mutating func does(_ condition: TypedCondition, imply other: TypedCondition) -> Bool {
        !canHold(all: [condition.formula], none: [other.formula])
    }
}

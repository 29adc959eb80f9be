package import Plan

/// How sure a release is of what its gates decide: what each of them may be wrong, and what that comes to for the release.
package struct EvidenceOutlook: Sendable, Hashable {
    /// A condition that takes no plain value for the truth.
    package struct Gate: Sendable, Hashable {
        package enum Side: String, Sendable, Hashable {
            case promotion, rollback
        }

        /// Nil for the assessment.
        package let stage: String?
        package let side: Side
        package let condition: String
        package let method: EvidenceMethod
        /// The chance that it answers wrongly.
        package let error: Double
    }

    /// In the order of the plan.
    package let gates: [Gate]
    /// How many conditions share what a rollback may be wrong.
    package let rollbackConditions: Int

    /// Nil where every gate takes the plain value for the truth.
    init?(_ program: Program) {
        let budget = ErrorBudget(program)
        rollbackConditions = budget.rollbackConditions
        func gates(_ specs: [GateSpec], _ stage: String?, _ side: Gate.Side, _ error: Double) -> [Gate] {
            specs.filter { $0.evidence != .point }.map { gate in
                Gate(stage: stage, side: side, condition: gate.text, method: gate.evidence, error: error)
            }
        }
        self.gates =
            gates(program.risk?.lowIf ?? [], nil, .promotion, budget.promotion)
            + program.stages.flatMap { stage in
                gates(stage.promoteIf, stage.name, .promotion, budget.promotion)
                    + gates(stage.rollbackIf, stage.name, .rollback, budget.rollback)
            }
        guard !self.gates.isEmpty else { return nil }
    }
}

import Diagnostics
import Plan

/// What `evidence` allows is asked for by some gate.
enum UnusedEvidenceRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard plan.plan.isComplete, let evidence = plan.plan.evidence, plan.standardEvidence == .point else {
            return []
        }
        let isStated =
            evidence.releaseError != nil || evidence.rollbackError != nil || evidence.detect != nil
            || evidence.power != nil || evidence.independent != .units
        func isSure(_ gate: AnalyzedPlan.Gate) -> Bool { plan.evidence(of: gate) != .point }
        let isAsked =
            plan.riskGates.contains(where: isSure)
            || plan.stages.contains { $0.kind.statesEvidence && $0.gates { _ in true }.contains(where: isSure) }
        // What counts as one observation matters to alarms that may be looked at as often as one likes, too.
        let hasAlarms = FalseAlarms(plan).hasRunLengths
        guard isStated, !isAsked, !hasAlarms else { return [] }
        return [
            Diagnostic(
                .unusedEvidence,
                "`evidence` says how sure gates must be, and every gate takes the plain value",
                at: .init(evidence.span),
                help: ["add `method: sequential` or `method: interval`, or ask for it in a condition"]
            )
        ]
    }
}

import Diagnostics
import Plan

extension ConditionProver {
    /// A prover for the conditions of a plan.
    init(_ plan: AnalyzedPlan) { self.init(unknowns: plan.unknowns, subjects: plan.stages.count + plan.alerts.count) }
}

extension AnalyzedPlan {
    /// Whether a gate judges plain values, one for each metric: what is certain of an interval or of many segments follows
    /// other rules than numbers do.
    func isPlain(_ gate: Gate) -> Bool { evidence(of: gate) == .point && gate.typed?.hasSegments != true }

    /// What a rule finds in the plain gates of each stage, those of `promote_if` and those of `rollback_if`. Where it finds
    /// nothing in a stage it finds nothing in others of its kind for which `number` is the same.
    func provingStages(
        _ prover: inout ConditionProver,
        apartBy number: (Stage) -> Int = { _ in 0 },
        _ check: (PlainStage, inout ConditionProver) -> [Diagnostic]
    ) -> [Diagnostic] {
        var clean: Set<[Int]> = []
        let standard = standardEvidence
        func isPlain(_ gate: Gate) -> Bool {
            (gate.plan.evidence?.value ?? standard) == .point && gate.typed?.hasSegments != true
        }
        return stages.flatMap { stage -> [Diagnostic] in
            let own = [stage.kind.number, number(stage)]
            guard !clean.contains(own) else { return [] }
            prover.begin()
            let plain = PlainStage(
                plan: stage.plan,
                promoteIf: stage.promoteIf.filter { isPlain($0) },
                rollbackIf: stage.rollbackIf.filter { isPlain($0) },
                all: stage
            )
            let found = check(plain, &prover)
            if found.isEmpty, !prover.hasGivenUp { clean.insert(own) }
            return found
        }
    }
}

/// A stage, and those of its gates that judge plain values.
struct PlainStage {
    let plan: StagePlan
    let promoteIf: [AnalyzedPlan.Gate]
    let rollbackIf: [AnalyzedPlan.Gate]
    /// The stage with all of them.
    let all: AnalyzedPlan.Stage
}

extension AnalyzedPlan.Alert {
    /// Whether it reads one value for each metric.
    var isPlain: Bool { typed?.hasSegments != true }
}

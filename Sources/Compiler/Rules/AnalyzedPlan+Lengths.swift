import Plan

extension AnalyzedPlan {
    /// How long a stage can go on being watched because its promotion waits for a change window, holds on the way in it.
    func longestWait(of stage: Stage) -> Duration {
        guard let wait = plan.changes?.spec.longestWait, wait > .zero, let watch = stage.plan.watch else {
            return .zero
        }
        return (wait + watch.holdFor) * ChangesSpec.mostWaits
    }

    /// Whether the release can come back to a stage that it has left, without beginning anew.
    var returnsToStages: Bool {
        stages.contains { stage in
            stage.plan.otherwise?.value == .stepBack
                || (stage.plan.rollback ?? plan.rollback).map { $0.spec != .nothing } ?? false
                || stage.kind.statesConsequences
                    && stage.gates { _ in true }.contains { $0.plan.consequence?.value == .stepBack }
        }
    }
}

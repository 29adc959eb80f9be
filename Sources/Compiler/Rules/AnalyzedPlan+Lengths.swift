import Plan

extension AnalyzedPlan {
    /// How long a stage can go on being watched because its promotion waits for a change window, holds on the way in it.
    func longestWait(of stage: Stage) -> Duration {
        guard let wait = plan.changes?.spec.longestWait, wait > .zero, let watch = stage.plan.watch else {
            return .zero
        }
        return (wait + watch.holdFor) * ChangesSpec.mostWaits
    }

    /// How long one attempt can last from the first stage on: every stage up to its deadline, every hold and every wait at its
    /// longest. Nil where that has no end, or is not known.
    var longestRelease: Duration? {
        let lengths = stages.compactMap { stage in stage.whole.map { $0 + longestWait(of: stage) } }
        // People take their time to agree.
        guard lengths.count == stages.count, !lengths.isEmpty,
            stages.dropFirst().allSatisfy({ $0.plan.approval == nil })
        else { return nil }
        return lengths.reduce(.zero, +)
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

import Diagnostics
import Plan

/// A condition with `failures` can fail so often in a row before its stage's deadline.
enum FailureReachRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.stages.flatMap { stage -> [Diagnostic] in
            guard stage.kind.mostFailures > 1, let watch = stage.plan.watch, let every = watch.every,
                let duration = watch.duration, let last = stage.lastInTime.map({ $0 + plan.longestWait(of: stage) })
            else { return [] }
            let judgements = watch.judgements(in: last, every: every.value)
            let early = watch.judgements(in: duration.value, every: every.value) - 1
            guard stage.kind.mostFailures > max(1, judgements - early) else { return [] }
            // What looks back over a window is judged in the warm-up, too.
            let warmUp = stage.warmUp == .zero ? 0 : watch.judgements(in: stage.warmUp, every: every.value)
            let tripwires = stage.rollbackIf.compactMap { finding($0, warmUp + judgements, "judged") }
            // A requirement fails only once it could have promoted, and only counts where something follows.
            let requirements = stage.promoteIf.filter { ($0.plan.consequence?.value ?? .warn) != .warn }.compactMap {
                finding($0, max(1, judgements - early), "judged, once it was watched long enough,")
            }
            return tripwires + requirements
        }
    }

    private static func finding(_ gate: AnalyzedPlan.Gate, _ judgements: Int, _ judged: String) -> Diagnostic? {
        guard gate.plan.failures > judgements else { return nil }
        let times = judgements == 1 ? "once" : "\(judgements) times"
        return Diagnostic(
            .failuresOutOfReach,
            "\(gate.plan.failures) failures in a row count, and the stage is \(judged) \(times) before its deadline is over",
            at: .init(gate.plan.span),
            notes: ["only a stage that is held goes on being judged"],
            help: ["ask for fewer `failures`, or judge the stage more often with `every`"]
        )
    }
}

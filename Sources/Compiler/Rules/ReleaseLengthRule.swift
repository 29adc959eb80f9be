import Diagnostics
import Plan

/// The whole release ends within a hundred years, every hold and every retraining at its longest: times are counted in
/// nanoseconds, of which 64 bits hold 292 years.
enum ReleaseLengthRule: Rule {
    private static let longest = Duration.seconds(36_500 * 86_400)

    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let attempts = 1 + (plan.plan.model(.candidate)?.retraining?.count ?? 0)
        let retry = plan.plan.retry
        let rests = (retry?.after?.value ?? .zero) * (retry?.times ?? 0)
        let starts = attempts * (1 + (retry?.times ?? 0))
        let window = plan.plan.changes?.spec.longestWait ?? .zero
        let stepsBack = plan.stages.contains { stage in
            (stage.plan.rollback ?? plan.plan.rollback)?.spec == .previous || stage.plan.otherwise?.value == .stepBack
                || stage.kind.statesConsequences
                    && stage.gates { _ in true }.contains { $0.plan.consequence?.value == .stepBack }
        }
        var pause = plan.plan.rollback?.spec.pause ?? .zero
        for stage in plan.stages { pause = max(pause, stage.plan.rollback?.spec.pause ?? .zero) }
        // A release goes down once, with a pause at each stage below.
        let descent = pause * plan.stages.count * (1 + (retry?.times ?? 0))
        var total = rests + window * starts + descent
        for stage in plan.stages {
            guard let watch = stage.plan.watch, let duration = watch.duration, let deadline = watch.deadline else {
                continue
            }
            var once = (watch.warmUp?.value ?? .zero) + deadline + watch.holdFor
            if window > .zero { once += (window + watch.holdFor) * ChangesSpec.mostWaits }
            // A stage may be gone through once more for each of the two beside it that steps back.
            total += once * starts * (stepsBack ? 3 : 1)
            guard total > longest else { continue }
            return [
                Diagnostic(
                    .impossibleTiming,
                    "the release could last longer than a hundred years",
                    at: .init(duration.span, "with this stage it could"),
                    notes: [
                        "counted with every stage up to its deadline, every hold, every change window, every retraining, every pause and every start"
                    ]
                )
            ]
        }
        return []
    }
}

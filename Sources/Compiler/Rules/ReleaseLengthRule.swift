import Diagnostics
import Plan

/// The whole release ends within a hundred years, every hold and every retraining at its longest: times are counted in
/// nanoseconds, of which 64 bits hold 292 years.
enum ReleaseLengthRule: Rule {
    private static let longest = Duration.seconds(36_500 * 86_400)

    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let attempts = 1 + (plan.plan.model(.candidate)?.retraining?.count ?? 0)
        let window = plan.plan.changes?.spec.longestWait ?? .zero
        var total = Duration.zero
        for stage in plan.stages {
            guard let watch = stage.plan.watch, let duration = watch.duration, let deadline = watch.deadline else {
                continue
            }
            total += ((watch.warmUp?.value ?? .zero) + deadline + watch.holdFor) * attempts
            if window > .zero { total += (window + watch.holdFor) * ChangesSpec.mostWaits * attempts }
            guard total > longest else { continue }
            return [
                Diagnostic(
                    .impossibleTiming,
                    "the release could last longer than a hundred years",
                    at: .init(duration.span, "with this stage it could"),
                    notes: [
                        "counted with every stage up to its deadline, every hold, every change window and every retraining"
                    ]
                )
            ]
        }
        return []
    }
}

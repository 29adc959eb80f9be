import Diagnostics
import Plan

/// At the stated traffic a condition can have its `min_samples` before its stage's deadline, so that the stage need not be
/// held for want of them.
enum LateSamplesRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let rate = plan.plan.traffic?.rate else { return [] }
        let perSecond = rate.value.perSecond.value
        let bounded = SampleReach.BoundedMetrics(plan.metrics)
        return zip(plan.stages, plan.largestCandidateShares).flatMap { stage, share -> [Diagnostic] in
            guard let watch = stage.plan.watch, let last = watch.lastInTime, let longest = watch.longest else {
                return []
            }
            func reach(in time: Duration) -> SampleReach {
                SampleReach(bounded, minimum: watch.minimumSamples) { window in
                    window == nil ? PoissonCount.most(expected: perSecond * share * time.seconds) : .infinity
                }
            }
            return stage.gates.compactMap { gate in
                // What never has them is an error of its own.
                guard let condition = gate.typed, let metric = reach(in: last).lacking(in: condition),
                    reach(in: longest).lacking(in: condition) == nil
                else { return nil }
                return Diagnostic(
                    .lateSamples,
                    "the condition needs \(watch.minimumSamples) observations, and can have "
                        + "\(reach(in: last).most(of: metric)) at most by the stage's deadline",
                    at: .init(gate.plan.span),
                    secondary: [.init(rate.span, "the traffic")],
                    notes: [
                        "counted are the requests that `\(metric.text)` can read of the candidate, with all the luck there is"
                    ],
                    help: ["ask for fewer observations with `min_samples`, or give the stage more time with `within`"]
                )
            }
        }
    }
}

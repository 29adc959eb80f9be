import Diagnostics
import Plan

/// At the stated traffic a condition can have its `min_samples` by its stage's deadline.
///
/// Until it has them the stage is not promoted, and at the deadline it is held for want of them: it cannot gather in its time what it
/// needs. A condition with `no_data: ignore` keeps nothing up, and only has nothing to say in time.
enum LateSamplesRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let rate = plan.plan.traffic?.rate, let requests = plan.requests else { return [] }
        let bounded = SampleReach.BoundedMetrics(plan.metrics)
        return zip(plan.stages, plan.largestCandidateShares).flatMap { stage, share -> [Diagnostic] in
            guard let watch = stage.plan.watch, let last = stage.lastInTime,
                let longest = stage.longest.map({ $0 + plan.longestWait(of: stage) })
            else { return [] }
            // Nearly every stage has enough in time, which is seen without going through its conditions.
            guard requests.most(share: share, in: last) < Double(watch.minimumSamples) else { return [] }
            func reach(in time: Duration) -> SampleReach {
                SampleReach(bounded, minimum: watch.minimumSamples) { window in
                    window == nil ? requests.most(share: share, in: time) : .infinity
                }
            }
            // What never has them is an error of its own.
            let late = stage.gates {
                reach(in: last).lacking(in: $0) != nil && reach(in: longest).lacking(in: $0) == nil
            }
            return late.compactMap { gate in
                guard let metric = gate.typed.flatMap({ reach(in: last).lacking(in: $0) }) else { return nil }
                let isNeeded = gate.plan.noData?.value != .ignore
                return Diagnostic(
                    isNeeded ? .stageTooShort : .lateSamples,
                    "the condition needs \(watch.minimumSamples) observations, and can have "
                        + "\(reach(in: last).most(of: metric)) at most by the stage's deadline",
                    at: .init(gate.plan.span),
                    secondary: [.init(rate.span, "the traffic")],
                    notes: [
                        "counted are the requests that `\(metric.text)` can read of the candidate, with all the luck there is"
                    ] + (isNeeded ? ["without them the stage is not promoted, and is held at the deadline"] : []),
                    help: ["ask for fewer observations with `min_samples`, or give the stage more time with `within`"]
                )
            }
        }
    }
}

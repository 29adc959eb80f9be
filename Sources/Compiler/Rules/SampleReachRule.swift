import Diagnostics
import Plan

/// At the stated traffic a condition can have its `min_samples` in its window, or in all the time that its stage can last.
enum SampleReachRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let rate = plan.plan.traffic?.rate, let requests = plan.requests else { return assessment(plan) }
        let shares = plan.largestCandidateShares
        let bounded = SampleReach.BoundedMetrics(plan.metrics)
        // A window reaches back into the stages before.
        var largest = 0.0
        let stages = zip(plan.stages, shares).flatMap { stage, share -> [Diagnostic] in
            largest = max(largest, share)
            guard let watch = stage.plan.watch, let every = watch.every,
                let longest = stage.longest.map({ $0 + plan.longestWait(of: stage) })
            else { return [] }
            let small = leastSegments(stage, bounded, rate) { window in
                let time = window.map { max($0, every.value) } ?? longest
                return requests.most(share: window == nil ? share : largest, in: time)
            }
            // Where the shortest window there can be has enough, and the whole stage has, no condition need be looked at.
            let least = min(
                requests.most(share: largest, in: every.value),
                requests.most(share: share, in: longest)
            )
            guard least < Double(watch.minimumSamples) else { return small }
            let reach = SampleReach(bounded, minimum: watch.minimumSamples) { window in
                let time = window.map { max($0, every.value) } ?? longest
                return requests.most(share: window == nil ? share : largest, in: time)
            }
            return small
                + stage.gates { reach.lacking(in: $0) != nil }.compactMap { gate in
                    gate.typed.flatMap {
                        finding($0, at: gate.plan.span, watch.minimumSamples, reach, rate)
                    }
                }
        }
        return assessment(plan) + stages + alerts(plan, bounded, rate, requests, shares)
    }

    /// Segments can be as large as they must be to have a say.
    private static func leastSegments(
        _ stage: AnalyzedPlan.Stage,
        _ bounded: SampleReach.BoundedMetrics,
        _ rate: Located<Rate>,
        _ most: @escaping (Duration?) -> Double
    ) -> [Diagnostic] {
        guard stage.kind.statesLeastSegment else { return [] }
        return (Array(stage.promoteIf) + Array(stage.rollbackIf)).compactMap { gate in
            guard let least = gate.plan.leastSegment, let condition = gate.typed else { return nil }
            let reach = SampleReach(bounded, minimum: least.value, ofSegments: true, most: most)
            return reach.lacking(in: condition).map { metric in
                Diagnostic(
                    .samplesOutOfReach,
                    "a segment needs \(least.value) observations to have a say, and all of them can never have more than "
                        + "\(reach.most(of: metric))",
                    at: .init(least.span),
                    secondary: [.init(rate.span, "the traffic")],
                    notes: [
                        "counted are the requests that `\(metric.text)` can read of the candidate, with all the luck there is"
                    ],
                    help: ["ask for fewer observations with `min_segment`, or give the stage more time"]
                )
            }
        }
    }

    /// The assessment reads the rows it is on, each once.
    private static func assessment(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let risk = plan.plan.risk, let on = risk.on,
            let rows = plan.facts.datasets[on.data.value]?.rows[on.part.value], rows < risk.minimumSamples
        else { return [] }
        return [
            Diagnostic(
                .samplesOutOfReach,
                "the assessment needs \(risk.minimumSamples) observations, and `\(on.text)` has \(rows) row\(rows == 1 ? "" : "s")",
                at: .init(on.data.span),
                help: ["ask for fewer observations with `min_samples`, or assess on more rows"]
            )
        ]
    }

    /// An alert looks back over its `for`, in every stage.
    private static func alerts(
        _ plan: AnalyzedPlan,
        _ bounded: SampleReach.BoundedMetrics,
        _ rate: Located<Rate>,
        _ requests: RequestBound,
        _ shares: [Double]
    ) -> [Diagnostic] {
        let intervals = plan.stages.compactMap(\.plan.watch?.every?.value)
        guard intervals.count == plan.stages.count, let interval = intervals.max(), let share = shares.max() else {
            return []
        }
        let minimum = WatchSection.defaultMinimumSamples
        return plan.alerts.compactMap { alert in
            guard let condition = alert.typed, let when = alert.plan.when else { return nil }
            let duration = alert.plan.duration?.value ?? .zero
            let reach = SampleReach(bounded, minimum: minimum) { window in
                let time = max(window ?? duration, interval)
                return requests.most(share: share, in: time)
            }
            return finding(
                condition,
                at: when.span,
                minimum,
                reach,
                rate,
                help: "look back further: over a longer window, or with a longer `for`"
            )
        }
    }

    private static func finding(
        _ condition: TypedCondition,
        at span: SourceSpan,
        _ minimum: Int,
        _ reach: SampleReach,
        _ rate: Located<Rate>,
        help: String = "ask for fewer observations with `min_samples`, or look back further"
    ) -> Diagnostic? {
        reach.lacking(in: condition).map { metric in
            Diagnostic(
                .samplesOutOfReach,
                "the condition needs \(minimum) observations, and can never have more than \(reach.most(of: metric))",
                at: .init(span),
                secondary: [.init(rate.span, "the traffic")],
                notes: [
                    "counted are the requests that `\(metric.text)` can read of the candidate, with all the luck there is"
                ],
                help: [help]
            )
        }
    }
}

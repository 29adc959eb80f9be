import Diagnostics
import Plan

/// A stage whose gates need labels lasts until the first of its labels count, and a release with alerts that do as well.
enum LabelMaturityRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let labels = plan.plan.labels,
            plan.plan.traffic?.log != nil || plan.plan.traffic?.router != nil
        else { return [] }
        var maturities: [String: Located<Duration>] = [:]
        for metric in plan.metrics where metric.source == .labels { maturities[metric.name] = labels.matureAfter }
        for metric in plan.plan.metrics {
            let latest = labels.sources(of: metric.options).compactMap(\.matureAfter).max { $0.value < $1.value }
            if let latest { maturities[metric.name.value] = latest }
        }
        return stages(plan, maturities) + alerts(plan, maturities)
    }

    private static func alerts(_ plan: AnalyzedPlan, _ maturities: [String: Located<Duration>]) -> [Diagnostic] {
        guard let longest = plan.longestRelease else { return [] }
        return plan.alerts.compactMap { alert in
            guard let when = alert.plan.when,
                let maturity = alert.typed?.metrics.lazy.compactMap({ maturities[$0.name] }).first(where: {
                    longest <= $0.value
                })
            else { return nil }
            return Diagnostic(
                .labelsTooLate,
                "the release is over after \(longest.planText) at the latest, and its first labels count after "
                    + maturity.value.planText,
                at: .init(when.span, "this needs labels"),
                secondary: [.init(maturity.span, "they count from then on")],
                notes: ["every stage up to its deadline, every hold and every wait at its longest are counted"],
                help: ["watch metrics that need no labels, or give the stages more time"]
            )
        }
    }

    private static func stages(_ plan: AnalyzedPlan, _ maturities: [String: Located<Duration>]) -> [Diagnostic] {
        plan.stages.flatMap { stage -> [Diagnostic] in
            guard let watch = stage.plan.watch, let deadline = watch.deadline else { return [] }
            func tooLate(_ metrics: [MetricReference]) -> Located<Duration>? {
                metrics.lazy.compactMap { maturities[$0.name] }.first { deadline <= $0.value }
            }
            let gate = stage.gates { tooLate($0.metrics) != nil }.first
            guard let gate, let maturity = gate.condition.flatMap({ tooLate($0.metrics) }),
                let duration = watch.within ?? watch.duration
            else { return [] }
            return [
                Diagnostic(
                    .labelsTooLate,
                    "the stage is over after \(deadline.planText), and its first labels count after "
                        + maturity.value.planText,
                    at: .init(duration.span),
                    secondary: [
                        .init(gate.plan.span, "this needs labels"), .init(maturity.span, "they count from then on"),
                    ],
                    help: ["give the stage more time with `within`, or judge it by metrics that need no labels"]
                )
            ]
        }
    }
}

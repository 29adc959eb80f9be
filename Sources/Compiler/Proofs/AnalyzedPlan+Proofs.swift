import Plan

extension ConditionProver {
    /// A prover for the conditions of a plan, with the metrics that it declares itself: they prevail over bundled ones.
    init(_ plan: AnalyzedPlan) { self.init(metrics: plan.metrics) }
}

extension AnalyzedPlan {
    /// The metrics that conditions can name; where two have one name it is the first that they mean.
    var metrics: [MetricDescriptor] { DeclaredMetrics(plan, language: language).descriptors + language.metrics }

    /// Whether a gate judges plain values, one for each metric: what is certain of an interval or of many segments follows
    /// other rules than numbers do.
    func isPlain(_ gate: Gate) -> Bool { evidence(of: gate) == .point && gate.condition?.hasSegments != true }
}

extension AnalyzedPlan.Alert {
    /// Whether it reads one value for each metric.
    var isPlain: Bool { condition?.hasSegments != true }
}

extension AnalyzedPlan.Stage {
    /// The stage with those of its gates only.
    func filter(_ isIncluded: (AnalyzedPlan.Gate) -> Bool) -> AnalyzedPlan.Stage {
        AnalyzedPlan.Stage(
            plan: plan,
            attributes: attributes,
            promoteIf: promoteIf.filter(isIncluded),
            rollbackIf: rollbackIf.filter(isIncluded)
        )
    }
}

extension Condition {
    /// Whether it reads a metric for each segment.
    fileprivate var hasSegments: Bool { metrics.contains { $0.segment != nil } }
}

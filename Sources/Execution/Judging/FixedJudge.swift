package import Metrics
package import Plan

/// Reads metrics and judges conditions over one model's fixed rows, outside any release.
package struct FixedJudge {
    private let evidence: FixedEvidence

    package init(_ accumulators: AccumulatorSet) {
        evidence = FixedEvidence(evidence: PairedEvidence(candidate: accumulators, baseline: nil))
    }

    /// What the metric says.
    package func read(_ metric: MetricReference) -> Reading {
        let metric = ReadyMetric(metric)
        return metric.reading(MetricReader(evidence: evidence).read(metric, of: .candidate), of: .candidate)
    }

    /// Whether a condition that must hold does; below `minimumSamples` a metric has no data.
    package func judge(_ condition: Condition, text: String, minimumSamples: Int) -> GateRecord {
        GateJudge(evidence: evidence).judge(
            ReadyGate(condition, text: text, minimumSamples: minimumSamples),
            as: .requirement
        )
    }
}

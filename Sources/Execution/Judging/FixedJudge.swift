package import Metrics
package import Plan

/// Reads metrics and judges conditions over fixed rows, outside any release.
package struct FixedJudge {
    private let evidence: FixedEvidence

    /// - Parameters:
    ///   - accumulators: What the rows have left of the model's answers.
    ///   - baseline: What they have left of the baseline's; nil where there is none.
    ///   - parts: The same of segments, where somebody looks at them.
    ///   - readings: What goes before that, with the intervals of those that have one.
    package init(
        _ accumulators: AccumulatorSet,
        baseline: AccumulatorSet? = nil,
        parts: [EvidencePart: PairedEvidence] = [:],
        readings: [(reading: Reading, interval: MetricInterval?)] = []
    ) {
        var evidence = FixedEvidence(evidence: PairedEvidence(candidate: accumulators, baseline: baseline, parts: parts))
        evidence.readings = readings.map(\.reading)
        evidence.areReadingsUncertain = true
        for (reading, interval) in readings {
            evidence.intervals[reading.model, default: [:]][reading.metric] = interval
        }
        self.evidence = evidence
    }

    /// What the metric says.
    package func read(_ metric: MetricReference, of model: ModelRole = .candidate) -> Reading {
        let metric = ReadyMetric(metric)
        return metric.reading(MetricReader(evidence: evidence).read(metric, of: model), of: model)
    }

    /// Between which numbers the metric lies with that confidence; nil where that cannot be told. What was read before has
    /// the interval that it came with.
    package func interval(_ metric: MetricReference, of model: ModelRole = .candidate, confidence: Double)
        -> ClosedRange<Double>?
    {
        let reader = MetricReader(evidence: evidence)
        return reader.interval(ReadyMetric(metric), of: model, confidence: confidence).map {
            $0.lower...max($0.lower, $0.upper)
        }
    }

    /// Whether a condition that must hold does; below `minimumSamples` a metric has no data.
    ///
    /// - Parameter confidence: That of the intervals which must lie on the right side; nil where values alone decide. The
    ///   intervals of what was read before are those that it came with.
    package func judge(_ condition: Condition, text: String, minimumSamples: Int, confidence: Double? = nil)
        -> GateRecord
    {
        let assurance = confidence.map { Assurance(method: .interval, error: (1 - $0) / 2) }
        return GateJudge(evidence: evidence).judge(
            ReadyGate(condition, text: text, minimumSamples: minimumSamples, assurance: assurance),
            as: .requirement
        )
    }
}

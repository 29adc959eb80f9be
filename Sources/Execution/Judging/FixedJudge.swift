package import Metrics
package import Plan

/// Reads metrics and judges conditions over fixed rows, outside any release.
package struct FixedJudge {
    private let evidence: FixedEvidence

    /// - Parameters:
    ///   - accumulators: What the rows have left of the model's answers.
    ///   - baseline: What they have left of the baseline's; nil where there is none.
    ///   - pairs: What both made of the same rows; nil where that is not counted.
    ///   - parts: The same of segments, where somebody looks at them.
    ///   - differences: By how much metrics are larger than the baseline's, over rows that both have answered.
    ///   - readings: What goes before that, with the intervals of those that have one.
    package init(
        _ accumulators: AccumulatorSet,
        baseline: AccumulatorSet? = nil,
        pairs: PairTally? = nil,
        parts: [EvidencePart: PairedEvidence] = [:],
        readings: [(reading: Reading, interval: MetricInterval?)] = [],
        differences: [String: MetricInterval] = [:]
    ) {
        let units = UnitEvidence(candidate: accumulators, baseline: baseline, pairs: pairs)
        var evidence = FixedEvidence(
            evidence: PairedEvidence(candidate: accumulators, baseline: baseline, units: units, parts: parts)
        )
        evidence.pairs = pairs
        evidence.differences = differences
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
    ///
    /// - Parameter isSequential: Whether that is to hold at every look at once.
    package func interval(_ metric: MetricReference, confidence: Double, isSequential: Bool = false)
        -> ClosedRange<Double>?
    {
        let reader = MetricReader(evidence: evidence)
        let metric = ReadyMetric(metric)
        let interval =
            isSequential
            ? reader.sequence(metric, error: (1 - confidence) / 2).map { ($0.interval.lower, $0.interval.upper) }
            : reader.interval(metric, of: .candidate, confidence: confidence).map { ($0.lower, $0.upper) }
        return interval.map { $0.0...max($0.0, $0.1) }
    }

    /// Between which numbers it lies by how much the metric is larger than the baseline's; nil where that cannot be told.
    package func difference(_ metric: MetricReference, confidence: Double, isSequential: Bool = false)
        -> ClosedRange<Double>?
    {
        let reader = MetricReader(evidence: evidence)
        let contrast = ReadyContrast(differenceOf: metric)
        let error = (1 - confidence) / 2
        let record =
            isSequential
            ? SequentialEvidence(reader, error: error).record(of: contrast)
            : IntervalEvidence(reader, error: error).record(of: contrast)
        guard let lower = record?.lower, let upper = record?.upper else { return nil }
        return lower...max(lower, upper)
    }

    /// Whether a condition that must hold does; below `minimumSamples` a metric has no data.
    ///
    /// - Parameters:
    ///   - evidence: What decides. The intervals of what was read before are those that it came with.
    ///   - confidence: That of the intervals which must lie on the right side, unless values alone decide.
    package func judge(
        _ condition: Condition,
        text: String,
        minimumSamples: Int,
        by method: EvidenceMethod = .point,
        confidence: Double = 0.95
    ) -> GateRecord {
        let assurance = method == .point ? nil : Assurance(method: method, error: (1 - confidence) / 2)
        return GateJudge(evidence: evidence).judge(
            ReadyGate(condition, text: text, minimumSamples: minimumSamples, assurance: assurance),
            as: .requirement
        )
    }
}

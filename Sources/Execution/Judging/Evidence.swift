import Metrics
import Plan

/// Evidence over fixed rows, which have no time.
struct FixedEvidence: EvidenceSource {
    let evidence: PairedEvidence?
    var readings: [Reading] = []
    /// Between which numbers stated readings lie, by their models and metrics.
    var intervals: [ModelRole: [String: MetricInterval]] = [:]
    /// Whether a stated reading without one is uncertain, and not taken at its word.
    var areReadingsUncertain = false
    /// What both models made of the same rows.
    var pairs: PairTally?
    /// By how much metrics are larger on the candidate, over rows that both models have answered, by the metrics' texts.
    var differences: [String: MetricInterval] = [:]

    func difference(of metric: String) -> (lower: Double, upper: Double)? {
        differences[metric].map { ($0.lower, $0.upper) }
    }

    var statesAnything: Bool { !readings.isEmpty }
    var isCertain: Bool { !areReadingsUncertain }
    var units: UnitEvidence? { evidence?.units }

    func stated(_ reference: MetricReference, of model: ModelRole) -> Reading? { readings.stated(reference, of: model) }

    func interval(of stated: Reading) -> (lower: Double, upper: Double)? {
        if areReadingsUncertain {
            return intervals[stated.model]?[stated.metric].map { ($0.lower, max($0.lower, $0.upper)) }
        }
        return stated.value.map { ($0, $0) }
    }

    func part(_ part: EvidencePart) -> FixedEvidence? {
        let stated = readings.of(part)
        guard var evidence = evidence?.parts[part] else {
            return stated.isEmpty ? nil : FixedEvidence(evidence: nil, readings: stated)
        }
        evidence.units = units?.parts[part]
        return FixedEvidence(evidence: evidence, readings: stated)
    }

    func segments(of column: String) -> [String] {
        let stated = readings.segments(of: column)
        return stated.isEmpty ? evidence?.parts.segments(of: column) ?? [] : stated
    }

    func value(of metric: any CountedMetric.Type, _ query: MetricQuery, on model: ModelRole, window: Duration?)
        -> MetricValue?
    {
        evidence?[model].map { metric.value(query, in: $0) }
    }

    func accumulators(_ model: ModelRole, window: Duration?, kinds: AccumulatorKinds) -> AccumulatorSet? {
        evidence?[model]
    }
}

/// Evidence of a stage: since its warm-up was over, unless a window is asked for.
struct StageEvidence: EvidenceSource {
    let sinceStart: PairedEvidence?
    let history: EvidenceHistory
    /// What each unit was shown once, in this stage and those before it.
    var units: UnitEvidence?
    /// Whether nothing counts yet but what a window is asked for.
    var isWarmingUp = false

    var statesAnything: Bool { history.statesAnything }

    func part(_ part: EvidencePart) -> StageEvidence? {
        guard sinceStart?.hasParts == true && sinceStart?.parts[part] != nil || history.has(part) else { return nil }
        return StageEvidence(
            sinceStart: sinceStart?.parts[part],
            history: history.part(part),
            units: units?.parts[part],
            isWarmingUp: isWarmingUp
        )
    }

    func segments(of column: String) -> [String] {
        sinceStart?.parts.segments(of: column) ?? history.segments(of: column)
    }

    func stated(_ reference: MetricReference, of model: ModelRole) -> Reading? {
        isWarmingUp && reference.window == nil ? nil : history.stated(reference, of: model)
    }

    func value(of metric: any CountedMetric.Type, _ query: MetricQuery, on model: ModelRole, window: Duration?)
        -> MetricValue?
    {
        if let window { return history.value(of: metric, query, on: model, window: window) }
        return sinceStart?[model].map { metric.value(query, in: $0) }
    }

    func accumulators(_ model: ModelRole, window: Duration?, kinds: AccumulatorKinds) -> AccumulatorSet? {
        window.map { history.accumulators(model, window: $0, kinds: kinds) } ?? sinceStart?[model]
    }
}

/// Evidence of an alert: its own window, unless another is asked for.
struct RecentEvidence: EvidenceSource {
    let window: Duration
    let history: EvidenceHistory
    /// Alerts take the plain value for the truth; some values are of what units have shown once.
    var units: UnitEvidence?

    var statesAnything: Bool { history.statesAnything }

    func part(_ part: EvidencePart) -> RecentEvidence? {
        guard history.has(part) else { return nil }
        return RecentEvidence(window: window, history: history.part(part), units: units?.parts[part])
    }

    func segments(of column: String) -> [String] { history.segments(of: column) }

    /// What was stated of the alert's own window, or else for whatever window it is asked.
    func stated(_ reference: MetricReference, of model: ModelRole) -> Reading? {
        if reference.window == nil, let own = history.statedExactly(reference.over(window), of: model) {
            return own.named(reference.text)
        }
        return history.stated(reference, of: model)
    }

    func value(of metric: any CountedMetric.Type, _ query: MetricQuery, on model: ModelRole, window: Duration?)
        -> MetricValue?
    {
        history.value(of: metric, query, on: model, window: window ?? self.window)
    }

    func accumulators(_ model: ModelRole, window: Duration?, kinds: AccumulatorKinds) -> AccumulatorSet? {
        history.accumulators(model, window: window ?? self.window, kinds: kinds)
    }
}

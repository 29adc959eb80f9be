import Metrics
import Plan
import Statistics

/// Where a condition's numbers come from: what a model has shown, as far back as a window reaches.
protocol EvidenceSource {
    /// What the world states of the metric, or nil where it has to be read off what the model has shown.
    func stated(_ reference: MetricReference, of model: ModelRole) -> Reading?

    /// Whether the world states anything at all.
    var statesAnything: Bool { get }

    /// What each unit was shown once; nil where nothing was, or nobody looks at it.
    var units: UnitEvidence? { get }

    /// The metric's value in the last `window`, or in the reader's own window where that is nil; nil where the model does
    /// not exist.
    func value(of metric: any CountedMetric.Type, _ query: MetricQuery, on model: ModelRole, window: Duration?)
        -> MetricValue?

    /// What the model has shown in the last `window`, or in the reader's own window where that is nil; nil where the model
    /// does not exist. Accumulators of other kinds than those asked for may be missing.
    func accumulators(_ model: ModelRole, window: Duration?, kinds: AccumulatorKinds) -> AccumulatorSet?
}

/// Reads metrics off evidence.
struct MetricReader<Evidence: EvidenceSource> {
    let evidence: Evidence

    /// What the metric says of the model.
    func read(_ metric: ReadyMetric, of model: ModelRole) -> ReadValue {
        if evidence.statesAnything, let stated = evidence.stated(metric.reference, of: model) { return .stated(stated) }
        guard let source = metric.source else { return readDeclared(metric, of: model) }
        if let counted = source.counted {
            let value = evidence.value(of: counted, source.query, on: model, window: metric.window)
            return value.map(ReadValue.value) ?? .nothing
        }
        guard let accumulators = evidence.accumulators(model, window: metric.window, kinds: source.kinds) else {
            return .nothing
        }
        return .value(source.metric.value(query(metric.reference, source, accumulators), in: accumulators))
    }

    /// Between which numbers the metric lies with that confidence, for a sample whose size was fixed beforehand; nil where
    /// that cannot be told. What the world states is taken at its word.
    func interval(
        _ metric: ReadyMetric,
        of model: ModelRole,
        confidence: Double
    ) -> (lower: Double, upper: Double)? {
        if evidence.statesAnything, let stated = evidence.stated(metric.reference, of: model) {
            return stated.value.map { ($0, $0) }
        }
        guard let source = metric.source else {
            return declared(metric, of: model)?.interval(of: metric.reference.name, confidence: confidence).map {
                ($0.lower, $0.upper)
            }
        }
        guard
            let accumulators = evidence.accumulators(model, window: metric.window, kinds: source.kinds)
        else { return nil }
        let query = query(metric.reference, source, accumulators)
        return source.metric.interval(query, in: accumulators, confidence: confidence).map { ($0.lower, $0.upper) }
    }

    /// What a metric of the plan's own says, which has a type of its own as what is stated has.
    private func readDeclared(_ metric: ReadyMetric, of model: ModelRole) -> ReadValue {
        guard let (value, type) = declared(metric, of: model)?.value(of: metric.reference.name) else {
            return .nothing
        }
        return .stated(
            Reading(
                metric: metric.text,
                model: model,
                type: type,
                value: value.value,
                samples: value.samples,
                successes: value.proportion?.successes,
                trials: value.proportion?.trials,
                undefinedReason: value.undefinedReason,
                isMeasured: false
            )
        )
    }

    private func declared(_ metric: ReadyMetric, of model: ModelRole) -> DeclaredTallies? {
        guard metric.reference.segment == nil else { return nil }
        return evidence.accumulators(model, window: metric.window, kinds: .none)?.declared
    }

    /// Between which numbers the metric lies on the candidate at every look at once, and over how many observations; nil where
    /// that cannot be told.
    func sequence(_ metric: ReadyMetric, error: Double) -> (interval: MetricInterval, observations: Int)? {
        guard let source = metric.source, let accumulators = evidence.units?.candidate else { return nil }
        let query = query(metric.reference, source, accumulators)
        guard let interval = source.metric.sequence(query, in: accumulators, error: error) else { return nil }
        let value = source.metric.value(query, in: accumulators)
        return (interval, value.proportion?.trials ?? value.samples)
    }

    /// How the models' outcomes compare, request by request; nil where the metric has none or nothing was observed.
    func pairs(_ metric: ReadyMetric) -> PairCounts? {
        guard let source = metric.source, let units = evidence.units, let tally = units.pairs else { return nil }
        let query = query(metric.reference, source, units.candidate)
        return source.metric.pairs(query, in: tally, layout: units.candidate.layout)
    }

    private func query(
        _ reference: MetricReference,
        _ source: ReadyMetric.Source,
        _ accumulators: AccumulatorSet
    ) -> MetricQuery {
        guard !reference.selectors.isEmpty else { return source.query }
        let names = source.isOfCategories ? accumulators.layout.categories : accumulators.layout.classes
        let indices = reference.selectors.map { names.firstIndex(of: $0) }
        return MetricQuery(
            variant: reference.variant,
            index: indices.first ?? nil,
            secondIndex: indices.count > 1 ? indices[1] : nil
        )
    }
}

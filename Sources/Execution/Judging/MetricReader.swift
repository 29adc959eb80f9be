import Metrics
import Plan
import Statistics

/// Where a condition's numbers come from: what a model has shown, as far back as a window reaches.
protocol EvidenceSource {
    /// What the world states of the metric, or nil where it has to be read off what the model has shown.
    func stated(_ reference: MetricReference, of model: ModelRole) -> Reading?

    /// Whether the world states anything at all.
    var statesAnything: Bool { get }

    /// Between which numbers what is stated lies; nil where that cannot be told.
    func interval(of stated: Reading) -> (lower: Double, upper: Double)?

    /// Whether what is stated is taken at its word, and not a number that was read off a sample.
    var isCertain: Bool { get }

    /// What both models made of all requests; nil where that is not counted, request by request.
    var pairs: PairTally? { get }

    /// Between which numbers the world states that a metric is larger on the candidate than on the baseline; nil where it does not.
    func difference(of metric: String) -> (lower: Double, upper: Double)?

    /// The same over a part; nil where there is none of it.
    func part(_ part: EvidencePart) -> Self?

    /// The values of a column whose segments there are, in order.
    func segments(of column: String) -> [String]

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

extension EvidenceSource {
    var isCertain: Bool { true }
    var pairs: PairTally? { nil }
    func difference(of metric: String) -> (lower: Double, upper: Double)? { nil }

    /// What a world states is taken at its word.
    func interval(of stated: Reading) -> (lower: Double, upper: Double)? { stated.value.map { ($0, $0) } }
}

/// Reads metrics off evidence.
struct MetricReader<Evidence: EvidenceSource> {
    private let whole: Evidence
    private let segment: Segment?

    /// A segment with its evidence. Few readers have one, so it is not a part of each.
    private final class Segment {
        let value: String
        let evidence: Evidence

        init(_ value: String, _ evidence: Evidence) {
            self.value = value
            self.evidence = evidence
        }
    }

    init(evidence: Evidence) {
        whole = evidence
        segment = nil
    }

    /// - Parameter segment: Of which segment metrics with `by` are read.
    private init(_ whole: Evidence, segment: Segment) {
        self.whole = whole
        self.segment = segment
    }

    private func evidence(for metric: ReadyMetric) -> Evidence {
        guard let segment, metric.reference.segment != nil else { return whole }
        return segment.evidence
    }

    /// What the world states of the metric, or nil.
    func stated(_ metric: ReadyMetric, of model: ModelRole) -> Reading? {
        let evidence = evidence(for: metric)
        return evidence.statesAnything ? evidence.stated(metric.reference, of: model) : nil
    }

    /// Whether what is stated of the metric is taken at its word.
    func isCertain(_ metric: ReadyMetric) -> Bool { evidence(for: metric).isCertain }

    /// Whether the world states what the metric says by segments in one number.
    func states(_ metric: ReadyMetric) -> Bool {
        whole.statesAnything
            && ModelRole.allCases.contains { whole.stated(metric.reference, of: $0) != nil }
    }

    /// Whether as much has been asked of the candidate in the segment whose metrics are read, or anything is stated of it.
    func hasRequests(atLeast least: Int) -> Bool {
        if segment?.evidence.statesAnything == true { return true }
        let window = Duration?.none
        let shown = segment?.evidence.accumulators(.candidate, window: window, kinds: Self.requests)
        return (shown?.requests?.total ?? 0) >= least
    }

    private static var requests: AccumulatorKinds { AccumulatorKinds([RequestTally.self]) }

    /// The same reader for each segment by a column.
    func segments(by column: String) -> [(value: String, reader: MetricReader)] {
        whole.segments(of: column).compactMap { value in
            whole.part(.segment(column: column, value: value)).map {
                (value, MetricReader(whole, segment: Segment(value, $0)))
            }
        }
    }

    /// What the metric says of the model.
    func read(_ metric: ReadyMetric, of model: ModelRole) -> ReadValue {
        let value = readValue(metric, of: model)
        guard let segment, metric.reference.segment != nil else { return value }
        return .stated(metric.reading(value, of: model, segment: segment.value))
    }

    private func readValue(_ metric: ReadyMetric, of model: ModelRole) -> ReadValue {
        // Evidence is handed on and not copied: every reading comes by here.
        guard let segment, metric.reference.segment != nil else { return readValue(metric, of: model, in: whole) }
        return readValue(metric, of: model, in: segment.evidence)
    }

    private func readValue(_ metric: ReadyMetric, of model: ModelRole, in evidence: Evidence) -> ReadValue {
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
        let evidence = evidence(for: metric)
        if evidence.statesAnything, let stated = evidence.stated(metric.reference, of: model) {
            return evidence.interval(of: stated).map { ($0.lower, $0.upper) }
        }
        guard let source = metric.source else {
            if let spread = spread(metric, of: model) { return spread.interval(confidence: confidence) }
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

    /// Between which numbers it lies by how much the metric is larger on the candidate than on the baseline, over rows that both have
    /// answered; nil where that was not counted, or cannot be told.
    func difference(_ metric: ReadyMetric, confidence: Double) -> (lower: Double, upper: Double)? {
        let evidence = evidence(for: metric)
        if let stated = evidence.difference(of: metric.text) { return stated }
        guard metric.source == nil else { return nil }
        let interval = declared(metric, of: .candidate)?.differenceInterval(
            of: metric.reference.name,
            confidence: confidence
        )
        return interval.map { ($0.lower, $0.upper) }
    }

    /// What a metric of the plan's own says, which has a type of its own as what is stated has.
    private func readDeclared(_ metric: ReadyMetric, of model: ModelRole) -> ReadValue {
        guard let (value, type) = declaredValue(metric, of: model) else { return .nothing }
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

    private func declaredValue(_ metric: ReadyMetric, of model: ModelRole) -> (value: MetricValue, type: ValueType)? {
        let name = metric.reference.name
        if let spread = spread(metric, of: model) { return (spread.value, spread.type) }
        guard let tallies = declared(metric, of: model) else { return nil }
        guard tallies.isCompared(name), let baseline = declared(metric, of: .baseline) else {
            return tallies.value(of: name)
        }
        return tallies.value(of: name, against: baseline)
    }

    /// The metric over segments that one is made from; nil where it is made from none.
    private func spread(_ metric: ReadyMetric, of model: ModelRole) -> SegmentSpread<Evidence>? {
        guard let difference = declared(metric, of: model)?.difference(metric.reference.name) else { return nil }
        return SegmentSpread(difference, window: metric.window, of: model, in: evidence(for: metric))
    }

    private func declared(_ metric: ReadyMetric, of model: ModelRole) -> DeclaredTallies? {
        let evidence = evidence(for: metric)
        let carried = (model == .candidate ? evidence.units?.candidate : evidence.units?.baseline)?.declared
        if let carried, carried.isCarried(metric.reference.name) { return carried }
        return evidence.accumulators(model, window: metric.window, kinds: .none)?.declared
    }

    /// Between which numbers the metric lies on a model at every look at once, and what of; nil where that cannot be told.
    func sequence(
        _ metric: ReadyMetric,
        of model: ModelRole = .candidate,
        error: Double
    ) -> (interval: MetricInterval, observations: Int, share: MetricValue.Proportion?)? {
        let units = evidence(for: metric).units
        guard let accumulators = model == .candidate ? units?.candidate : units?.baseline else { return nil }
        guard let source = metric.source else {
            let (declared, name) = (accumulators.declared, metric.reference.name)
            guard let value = declared?.value(of: name)?.value,
                let interval = declared?.sequence(of: name, error: error)
            else { return nil }
            return (interval, value.proportion?.trials ?? value.samples, value.proportion)
        }
        let query = query(metric.reference, source, accumulators)
        guard let interval = source.metric.sequence(query, in: accumulators, error: error) else { return nil }
        let value = source.metric.value(query, in: accumulators)
        return (interval, value.proportion?.trials ?? value.samples, value.proportion)
    }

    /// How the models' outcomes compare, of each unit once; nil where the metric has none or nothing was observed.
    func unitPairs(_ metric: ReadyMetric) -> PairedOutcomes? {
        guard let units = evidence(for: metric).units, let tally = units.pairs else { return nil }
        return pairs(metric, in: tally, units.candidate)
    }

    /// The same of all requests.
    func pairs(_ metric: ReadyMetric) -> PairedOutcomes? {
        let evidence = evidence(for: metric)
        guard let tally = evidence.pairs,
            let candidate = evidence.accumulators(.candidate, window: metric.window, kinds: .none)
        else { return nil }
        return pairs(metric, in: tally, candidate)
    }

    private func pairs(_ metric: ReadyMetric, in tally: PairTally, _ candidate: AccumulatorSet) -> PairedOutcomes? {
        guard let source = metric.source else { return nil }
        let query = query(metric.reference, source, candidate)
        return source.metric.pairs(query, in: tally, layout: candidate.layout)
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

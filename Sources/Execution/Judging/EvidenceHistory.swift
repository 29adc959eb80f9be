import Metrics
import Plan

/// The last intervals one by one, as far back as any window of the program reaches.
struct EvidenceHistory: Sendable, Equatable {
    struct Interval: Sendable, Equatable {
        let from: Duration
        let to: Duration
        let evidence: PairedEvidence?
        let readings: [Reading]

        /// Whether it has no parts, as in most plans.
        var isWhole: Bool { readings.isEmpty && evidence?.hasParts != true }

        /// What the model has shown in it.
        func shown(by model: ModelRole) -> AccumulatorSet? {
            switch model {
            case .candidate: evidence?.candidate
            case .baseline: evidence?.baseline
            }
        }
    }

    private(set) var intervals: [Interval] = []
    private let reach: Duration
    /// Of which part it is, and of which part of that.
    private var path: [EvidencePart] = []

    /// A history that forgets what lies further back than `reach`.
    init(reach: Duration) { self.reach = reach }

    mutating func append(_ interval: consuming Interval) {
        let horizon = interval.to - reach
        intervals.append(interval)
        // The last interval always stays: a window is at least one interval long.
        while intervals.count > 1, intervals[0].to <= horizon { intervals.removeFirst() }
    }

    /// The same of a part. The intervals stay what they are: what they have of the part is looked up where it is read.
    func part(_ part: EvidencePart) -> EvidenceHistory {
        var history = self
        history.path.append(part)
        return history
    }

    /// Whether there is such a part in the last interval.
    func has(_ part: EvidencePart) -> Bool {
        let intervals = intervals.span
        // In place: this is asked at every look.
        guard !intervals.isEmpty, !intervals[intervals.count - 1].isWhole else { return false }
        return evidence(of: intervals[intervals.count - 1])?.parts[part] != nil || !readings.of(part).isEmpty
    }

    /// The values of a column whose segments there are, in order.
    func segments(of column: String) -> [String] {
        intervals.last.flatMap(evidence(of:))?.parts.segments(of: column) ?? readings.segments(of: column)
    }

    private func evidence(of interval: Interval) -> PairedEvidence? {
        path.reduce(interval.evidence) { $0?.parts[$1] }
    }

    /// What was stated at the end of the last interval.
    private var readings: [Reading] {
        guard let last = intervals.last else { return [] }
        return path.reduce(last.readings) { $0.of($1) }
    }

    mutating func removeAll() { intervals = [] }

    /// Whether anything was stated at the end of the last interval.
    var statesAnything: Bool {
        guard let last = intervals.indices.last, !intervals[last].readings.isEmpty else { return false }
        return path.isEmpty || !readings.isEmpty
    }

    /// What was stated of a metric at the end of the last interval.
    func stated(_ reference: MetricReference, of model: ModelRole) -> Reading? {
        readings.stated(reference, of: model)
    }

    /// What was stated at the end of the last interval under the metric's whole text.
    func statedExactly(_ reference: MetricReference, of model: ModelRole) -> Reading? {
        readings.statedExactly(reference, of: model)
    }

    /// The metric's value over the intervals that begin within the last `window`, and over the last interval at least; nil
    /// where the model does not exist.
    func value(
        of metric: any CountedMetric.Type,
        _ query: MetricQuery,
        on model: ModelRole,
        window: Duration
    ) -> MetricValue? {
        let intervals = intervals.span
        guard !intervals.isEmpty else { return nil }
        let last = intervals.count - 1
        let horizon = intervals[last].to - window
        var sum: MetricCounts?
        for index in stride(from: last, through: 0, by: -1) {
            guard index == last || intervals[index].from >= horizon else { break }
            let part = path.isEmpty ? intervals[index].shown(by: model) : evidence(of: intervals[index])?[model]
            guard let shown = part else { continue }
            guard let counts = metric.counts(query, in: shown) else {
                if sum == nil { return metric.value(query, in: shown) }
                continue
            }
            if sum == nil { sum = counts } else { sum?.add(counts) }
        }
        return sum.map { metric.value(of: $0) }
    }

    /// What a model has shown in the intervals that begin within the last `window`, and in the last interval at least, as
    /// far as accumulators of these kinds tell.
    func accumulators(_ model: ModelRole, window: Duration, kinds: AccumulatorKinds) -> AccumulatorSet? {
        guard !intervals.isEmpty else { return nil }
        let last = intervals.count - 1
        let horizon = intervals[last].to - window
        var result: AccumulatorSet?
        for index in stride(from: last, through: 0, by: -1) {
            guard index == last || intervals[index].from >= horizon else { break }
            guard let addition = evidence(of: intervals[index])?[model] else { continue }
            if result == nil { result = AccumulatorSet(kinds, of: addition) } else { result?.merge(addition) }
        }
        return result
    }
}

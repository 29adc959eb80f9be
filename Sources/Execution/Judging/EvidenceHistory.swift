import Metrics
import Plan

/// The last intervals one by one, as far back as any window of the program reaches.
struct EvidenceHistory: Sendable, Equatable {
    struct Interval: Sendable, Equatable {
        let from: Duration
        let to: Duration
        let evidence: PairedEvidence?
        let readings: [Reading]
    }

    private(set) var intervals: [Interval] = []
    private let reach: Duration

    /// A history that forgets what lies further back than `reach`.
    init(reach: Duration) { self.reach = reach }

    mutating func append(_ interval: Interval) {
        intervals.append(interval)
        let horizon = interval.to - reach
        // The last interval always stays: a window is at least one interval long.
        while intervals.count > 1, let first = intervals.first, first.to <= horizon { intervals.removeFirst() }
    }

    mutating func removeAll() { intervals = [] }

    /// What was stated of a metric at the end of the last interval.
    func stated(_ reference: MetricReference, of model: ModelRole) -> Reading? {
        intervals.last.flatMap { $0.readings.stated(reference, of: model) }
    }

    /// What a model has shown in the intervals that begin within the last `window`, and in the last interval at least, as
    /// far as accumulators of these kinds tell.
    func accumulators(_ model: ModelRole, window: Duration, kinds: [any Accumulator.Type]) -> AccumulatorSet? {
        guard let last = intervals.last else { return nil }
        let horizon = last.to - window
        var result = last.evidence?[model].map { AccumulatorSet(kinds, of: $0) }
        for index in intervals.indices.dropLast().reversed() {
            guard intervals[index].from >= horizon else { break }
            guard let addition = intervals[index].evidence?[model] else { continue }
            if result == nil { result = AccumulatorSet(kinds, of: addition) } else { result?.merge(addition) }
        }
        return result
    }
}

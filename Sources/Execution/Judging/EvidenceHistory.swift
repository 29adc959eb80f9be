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

    mutating func append(_ interval: consuming Interval) {
        let horizon = interval.to - reach
        intervals.append(interval)
        // The last interval always stays: a window is at least one interval long.
        while intervals.count > 1, intervals[0].to <= horizon { intervals.removeFirst() }
    }

    mutating func removeAll() { intervals = [] }

    /// Whether anything was stated at the end of the last interval.
    var statesAnything: Bool { !intervals.isEmpty && !intervals[intervals.count - 1].readings.isEmpty }

    /// What was stated of a metric at the end of the last interval.
    func stated(_ reference: MetricReference, of model: ModelRole) -> Reading? {
        intervals.last.flatMap { $0.readings.stated(reference, of: model) }
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
            let addition =
                switch model {
                case .candidate: intervals[index].evidence?.candidate
                case .baseline: intervals[index].evidence?.baseline
                }
            guard let addition else { continue }
            if result == nil { result = AccumulatorSet(kinds, of: addition) } else { result?.merge(addition) }
        }
        return result
    }
}

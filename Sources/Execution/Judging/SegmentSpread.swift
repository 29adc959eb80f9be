import Metrics
import Plan

/// A metric in each segment of a column, for what is made from the largest difference between any two of them.
///
/// Segments in which the model has answered nothing are none; one that has no value leaves the difference without one.
struct SegmentSpread<Evidence: EvidenceSource> {
    private let difference: DeclaredTallies.Difference
    private let metric: ReadyMetric
    private let model: ModelRole
    private let segments: [(reader: MetricReader<Evidence>, value: ReadValue)]

    init(_ difference: DeclaredTallies.Difference, window: Duration?, of model: ModelRole, in evidence: Evidence) {
        self.difference = difference
        self.model = model
        let metric = ReadyMetric(MetricReference(difference.of, window: window))
        self.metric = metric
        let column = difference.between
        segments = evidence.segments(of: column).compactMap { value in
            guard let part = evidence.part(.segment(column: column, value: value)) else { return nil }
            let reader = MetricReader(evidence: part)
            let read = reader.read(metric, of: model)
            return read.samples > 0 ? (reader, read) : nil
        }
    }

    var type: ValueType { difference.type }

    /// The difference, over as many observations as its least founded segment has.
    var value: MetricValue {
        let samples = segments.map(\.value.samples).min() ?? 0
        let numbers = segments.compactMap(\.value.number)
        guard segments.count > 1 else {
            return .undefined(samples: samples, because: "fewer than two segments by `\(difference.between)` have any")
        }
        guard numbers.count == segments.count, let least = numbers.min(), let most = numbers.max() else {
            return .undefined(samples: samples, because: "`\(difference.of)` has no value in one of the segments")
        }
        return .defined(most - least, samples: samples)
    }

    /// Between which numbers the difference lies: all segments lie in their intervals at once where each is allowed its part
    /// of what may go wrong.
    func interval(confidence: Double) -> (lower: Double, upper: Double)? {
        let own = 1 - (1 - confidence) / Double(max(1, segments.count))
        let bounds = segments.compactMap { $0.reader.interval(metric, of: model, confidence: own) }
        guard segments.count > 1, bounds.count == segments.count else { return nil }
        var (lower, upper) = (0.0, 0.0)
        for (place, one) in bounds.enumerated() {
            for (other, another) in bounds.enumerated() where other != place {
                lower = max(lower, one.lower - another.upper)
                upper = max(upper, one.upper - another.lower)
            }
        }
        return (lower, upper)
    }
}

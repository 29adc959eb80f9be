import Metrics
import Plan
import Statistics

/// Finds between which numbers the two sides of a comparison differ, for a sample whose size was fixed beforehand.
struct IntervalEvidence<Evidence: EvidenceSource> {
    private let reader: MetricReader<Evidence>
    private let error: Double

    /// - Parameter error: The chance that the difference lies beyond either end.
    init(_ reader: MetricReader<Evidence>, error: Double) {
        self.reader = reader
        self.error = error
    }

    /// Nil where one of the metrics has no interval.
    func record(of comparison: ReadyComparison) -> EvidenceRecord? {
        if let contrast = comparison.contrast { return record(of: contrast) }
        // All of the readings lie in their intervals at once where each is allowed its part of the error.
        let confidence = confidence(of: error / Double(max(1, comparison.readingCount)))
        return bounds(of: comparison.left, confidence).flatMap { left in
            bounds(of: comparison.right, confidence).flatMap { left.joined(with: $0, by: .minus) }
        }.map(record)
    }

    /// The same of a sum over one metric.
    func record(of contrast: ReadyContrast) -> EvidenceRecord? { bounds(of: contrast).map(record) }

    private func record(_ bounds: Bounds) -> EvidenceRecord {
        EvidenceRecord(method: .interval, error: error, lower: bounds.lower, upper: bounds.upper)
    }

    /// The confidence of an interval that misses with this probability on either side.
    private func confidence(of error: Double) -> Double { max(0, 1 - 2 * error) }

    private func bounds(of contrast: ReadyContrast) -> Bounds? {
        let confidence = confidence(of: error)
        if contrast.baseline == -contrast.candidate,
            let interval = difference(contrast.metric, confidence)
        {
            let ends = [interval.lower, interval.upper].map { $0 * contrast.candidate + contrast.constant }
            return Bounds(lower: min(ends[0], ends[1]), upper: max(ends[0], ends[1]))
        }
        var terms: [RecoveredInterval.Term] = []
        for (model, weight) in [(ModelRole.candidate, contrast.candidate), (.baseline, contrast.baseline)] {
            guard weight != 0 else { continue }
            guard let value = reader.read(contrast.metric, of: model).number,
                let interval = reader.interval(contrast.metric, of: model, confidence: confidence)
            else { return nil }
            terms.append(.init(value: value, lower: interval.lower, upper: interval.upper, weight: weight))
        }
        let interval = RecoveredInterval(terms)
        return Bounds(lower: interval.lower + contrast.constant, upper: interval.upper + contrast.constant)
    }

    /// By how much the metric is larger on the candidate, over the same requests; nil where these are not told apart.
    private func difference(_ metric: ReadyMetric, _ confidence: Double) -> (lower: Double, upper: Double)? {
        if let pairs = reader.pairs(metric), let interval = PairedShareInterval(pairs, confidence: confidence) {
            return (interval.lower, interval.upper)
        }
        return reader.difference(metric, confidence: confidence)
    }

    private func bounds(of expression: ReadyExpression, _ confidence: Double) -> Bounds? {
        switch expression {
        case .constant(let value): return Bounds(lower: value, upper: value)
        case .reading(let metric, let model):
            return reader.interval(metric, of: model, confidence: confidence).map {
                Bounds(lower: $0.lower, upper: $0.upper)
            }
        case .operation(let operation):
            guard let left = bounds(of: operation.left, confidence),
                let right = bounds(of: operation.right, confidence)
            else { return nil }
            return left.joined(with: right, by: operation.sign)
        }
    }
}

/// Two numbers that another lies between.
private struct Bounds {
    let lower: Double
    let upper: Double

    /// Between which numbers two such numbers come to when they are joined; nil where that may be anything.
    func joined(with other: Bounds, by sign: Expression.Operator) -> Bounds? {
        switch sign {
        case .plus: return Bounds(lower: lower + other.lower, upper: upper + other.upper)
        case .minus: return Bounds(lower: lower - other.upper, upper: upper - other.lower)
        case .times, .dividedBy:
            guard sign == .times || !(other.lower...other.upper).contains(0) else { return nil }
            let corners = [lower, upper].flatMap { left in
                [other.lower, other.upper].compactMap { sign.apply(left, $0) }
            }
            guard let least = corners.min(), let most = corners.max() else { return nil }
            return Bounds(lower: least, upper: most)
        }
    }
}

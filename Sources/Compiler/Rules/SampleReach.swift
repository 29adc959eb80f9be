import Plan

/// How many observations the metrics of a condition can rest on, and whether that can ever be enough.
///
/// A metric's observations are at most the requests that the candidate has answered. Ratings and stores of metrics are not
/// bounded by those, and counts need none.
struct SampleReach {
    private let minimum: Int
    /// Whether the minimum is that of each segment; else it is that of metrics that are read of all rows.
    private let isOfSegments: Bool
    private let bounded: BoundedMetrics
    /// How many requests the candidate can have answered in a window, or since the beginning.
    private let largest: (Duration?) -> Double

    init(
        _ bounded: BoundedMetrics,
        minimum: Int,
        ofSegments isOfSegments: Bool = false,
        most: @escaping (Duration?) -> Double
    ) {
        self.minimum = minimum
        self.isOfSegments = isOfSegments
        self.bounded = bounded
        largest = most
    }

    /// The metrics whose observations are requests.
    struct BoundedMetrics: Sendable {
        private let names: Set<String>

        init(_ metrics: [MetricDescriptor]) {
            // Where two have one name it is the first that conditions mean.
            let known = Dictionary(metrics.map { ($0.name, $0) }) { first, _ in first }
            names = Set(
                known.values.filter { metric in
                    guard metric.type != .count else { return false }
                    switch metric.source {
                    case .labels, .requests, .latency, .errors, .scores: return true
                    case .store, .feedback, .servedFeedback: return false
                    }
                }.map(\.name)
            )
        }

        func contains(_ name: String) -> Bool { names.contains(name) }
    }

    /// The first metric that lacks observations where the condition never has an answer; nil where it may have one.
    func lacking(in condition: TypedCondition) -> MetricReference? {
        // Where every window has enough there is nothing to look for.
        let isAmple = condition.windows.allSatisfy { largest($0) >= Double(minimum) }
        return isAmple ? nil : lacking(in: condition.condition)
    }

    private func lacking(in condition: Condition) -> MetricReference? {
        switch condition {
        case .comparison(let comparison):
            return (comparison.left.metricsOfCandidate + comparison.right.metricsOfCandidate).first {
                bounded.contains($0.name) && ($0.segment != nil) == isOfSegments && largest($0.window) < Double(minimum)
            }
        case .not(let condition): return lacking(in: condition)
        case .atLeast(let count, let conditions):
            let unanswered = conditions.compactMap { lacking(in: $0) }
            // So many must be known for it to hold, or so many for it not to.
            let needed = max(1, min(count, conditions.count - count + 1))
            return conditions.count - unanswered.count < needed ? unanswered.first : nil
        }
    }

    /// How many observations the metric can have.
    func most(of reference: MetricReference) -> Int {
        let most = largest(reference.window).rounded(.down)
        return most < 9e18 ? Int(most) : .max
    }
}

extension Expression {
    /// The metrics that it reads of the candidate.
    var metricsOfCandidate: [MetricReference] {
        switch self {
        case .constant, .baseline: []
        case .metric(let reference): [reference]
        case .binary(_, let left, let right): left.metricsOfCandidate + right.metricsOfCandidate
        }
    }
}

/// Some kinds of accumulators, told apart beforehand: those that have places of their own in a set, and any others.
package struct AccumulatorKinds: Sendable {
    let hasConfusion: Bool
    let hasFeedback: Bool
    let hasLatency: Bool
    let hasRequests: Bool
    let others: [any Accumulator.Type]

    /// No kind: what goes along with a set goes along all the same.
    package static let none = AccumulatorKinds([])

    package init(_ kinds: [any Accumulator.Type]) {
        hasConfusion = kinds.contains { $0 == ConfusionMatrix.self }
        hasFeedback = kinds.contains { $0 == FeedbackTally.self }
        hasLatency = kinds.contains { $0 == LatencySketch.self }
        hasRequests = kinds.contains { $0 == RequestTally.self }
        others = kinds.filter {
            $0 != ConfusionMatrix.self && $0 != FeedbackTally.self && $0 != LatencySketch.self
                && $0 != RequestTally.self
        }
    }
}

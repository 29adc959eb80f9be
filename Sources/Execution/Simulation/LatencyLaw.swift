import Metrics
import Statistics

/// How long answers take: each of some latencies as likely as the others.
struct LatencyLaw: Sendable {
    private let values: [Int64]
    /// Of what is left after the values before, how much falls on each.
    private let laws: [BinomialLaw]

    /// - Parameter values: In nanoseconds; none where latencies are not wanted.
    init(_ values: [Int64]) {
        self.values = values.sorted()
        laws = values.indices.map { BinomialLaw(probability: 1 / Double(values.count - $0)) }
    }

    /// Adds so many answers of a kind, each with a latency.
    ///
    /// - Parameter isRead: Whether anybody reads the latencies; else the answers have none.
    func add(
        predicted: Int32,
        actual: Int32,
        count: Int,
        isRead: Bool,
        to outcomes: inout CountedOutcomes,
        using random: inout SplitMix64
    ) {
        guard isRead, !values.isEmpty else {
            outcomes.append(predicted: predicted, actual: actual, count: count)
            return
        }
        if count < values.count {
            for _ in 0..<count {
                let latency = values[random.next(below: values.count)]
                outcomes.append(predicted: predicted, actual: actual, latency: latency, count: 1)
            }
            return
        }
        var left = count
        for (latency, law) in zip(values, laws) where left > 0 {
            let drawn = law.draw(left, using: &random)
            guard drawn > 0 else { continue }
            left -= drawn
            outcomes.append(predicted: predicted, actual: actual, latency: latency, count: drawn)
        }
    }
}

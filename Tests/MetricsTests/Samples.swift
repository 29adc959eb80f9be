import JSON
import Metrics
import Statistics

/// Rows written by hand or drawn from a seed, and the shortest way from them to a metric's value.
enum Samples {
    static let allKinds: [any Accumulator.Type] = [
        ConfusionMatrix.self, FeedbackTally.self, LatencySketch.self, RequestTally.self,
    ]

    static func layout(_ size: Int, positive: Int? = nil, categories: Int = 0) -> OutcomeLayout {
        OutcomeLayout(
            classes: (0..<size).map { "class-\($0)" },
            positive: positive,
            categories: (0..<categories).map { "category-\($0)" }
        )
    }

    static func batch(actual: [Int32], predicted: [Int32]) -> OutcomeBatch {
        var batch = OutcomeBatch()
        for (label, prediction) in zip(actual, predicted) {
            batch.append(predicted: prediction, actual: label, latency: -1)
        }
        return batch
    }

    static func batch(latencies: [Int64]) -> OutcomeBatch {
        var batch = OutcomeBatch()
        for latency in latencies { batch.append(predicted: 0, actual: -1, latency: latency) }
        return batch
    }

    /// The rows of a table of two classes, the second of them positive.
    static func table(_ truePositives: Int, _ falseNegatives: Int, _ falsePositives: Int, _ trueNegatives: Int)
        -> OutcomeBatch
    {
        var batch = OutcomeBatch()
        for (actual, predicted, count) in [
            (1, 1, truePositives), (1, 0, falseNegatives), (0, 1, falsePositives), (0, 0, trueNegatives),
        ] as [(Int32, Int32, Int)] {
            for _ in 0..<count { batch.append(predicted: predicted, actual: actual, latency: -1) }
        }
        return batch
    }

    /// Random rows: some without a label, some failed, some not timed, with latencies of every magnitude.
    static func batch(size: Int, rows: Int, from generator: inout SplitMix64) -> OutcomeBatch {
        var batch = OutcomeBatch()
        for _ in 0..<rows {
            batch.append(
                predicted: Int32(generator.next(below: size + 1)) - 1,
                actual: Int32(generator.next(below: size + 1)) - 1,
                latency: generator.next(below: 10) == 0
                    ? -1 : Int64(generator.next() >> (1 + generator.next(below: 62)))
            )
        }
        return batch
    }

    static func feedback(categories: Int, entries: Int, from generator: inout SplitMix64) -> [FeedbackOutcome] {
        (0..<entries).map { _ in
            let rating = generator.next(below: 3) == 0 ? nil : Double(generator.next(below: 5001)) / 1000
            let isJudged = rating != nil || generator.next(below: 2) == 0
            return FeedbackOutcome(
                rating: rating,
                isNegative: isJudged ? generator.next(below: 4) == 0 : nil,
                categories: (0..<categories).filter { _ in generator.next(below: 3) == 0 }
            )
        }
    }

    /// What a metric, written as in a condition but with a class's index, says of these rows.
    static func value(
        _ name: String,
        of batch: OutcomeBatch,
        feedback: [FeedbackOutcome] = [],
        _ layout: OutcomeLayout,
        variant: String? = nil,
        index: Int? = nil,
        secondIndex: Int? = nil
    ) -> MetricValue? {
        var accumulators = AccumulatorSet(MetricRegistry.accumulatorKinds(for: [name]), layout: layout)
        accumulators.add(batch)
        accumulators.add(feedback, served: batch.count)
        let query = MetricQuery(variant: variant, index: index, secondIndex: secondIndex)
        return MetricRegistry.metric(named: name)?.value(query, in: accumulators)
    }

    /// The state of an accumulator as JSON text.
    static func text(_ accumulator: some Accumulator) -> String {
        var writer = JSONWriter()
        accumulator.write(to: &writer)
        return writer.text
    }
}

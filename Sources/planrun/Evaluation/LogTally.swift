import Datasets
import JSON
import Metrics

/// What metrics need of a prediction log, gathered batch by batch.
struct LogTally {
    private var pairs = PairCounts()
    private var latencies = LatencySketch(layout: OutcomeLayout(classes: []))

    mutating func add(_ batch: LogBatch) {
        pairs.add(actual: batch.actual, predicted: batch.predicted)
        var outcomes = OutcomeBatch()
        outcomes.latency = batch.latency
        latencies.add(outcomes)
    }

    /// The accumulators, once the whole log has said which classes there are.
    func accumulators(of log: PredictionLog, positive: Int?) throws(AccumulatorError) -> AccumulatorSet {
        let numbers = log.ranks.indices.sorted { log.ranks[$0] < log.ranks[$1] }
        let rows = numbers.map { actual in
            JSONValue.array(numbers.map { predicted in .integer(pairs[actual, predicted]) })
        }
        let answered = log.rowCount - log.failedCount
        return try AccumulatorSet(
            [ConfusionMatrix.self, LatencySketch.self, RequestTally.self],
            layout: OutcomeLayout(classes: log.classes, positive: positive),
            json: [
                ConfusionMatrix.name: .array(rows),
                RequestTally.name: ["answered": .integer(answered), "failed": .integer(log.failedCount)],
            ],
            measured: [LatencySketch.name: try state(of: latencies)]
        )
    }

    private func state(of sketch: LatencySketch) throws(AccumulatorError) -> JSONValue {
        var writer = JSONWriter()
        sketch.write(to: &writer)
        do {
            return try JSONValue(parsing: writer.bytes)
        } catch {
            throw AccumulatorError(LatencySketch.name, error.problem)
        }
    }
}

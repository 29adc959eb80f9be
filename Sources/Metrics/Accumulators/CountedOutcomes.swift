/// Answered requests of which many are alike, a column each: a row stands for `count` requests.
package struct CountedOutcomes: Sendable {
    /// The predicted class, or -1 where the requests failed.
    package private(set) var predicted: [Int32] = []
    /// The true class, or -1 where no label is known.
    package private(set) var actual: [Int32] = []
    /// How long each answer took, in nanoseconds, or -1 where it was not measured.
    package private(set) var latency: [Int64] = []
    /// How many requests were so.
    package private(set) var count: [Int] = []

    package init() {}

    /// Adds `count` requests, which must not be negative.
    package mutating func append(predicted: Int32, actual: Int32, latency: Int64 = -1, count: Int) {
        self.predicted.append(predicted)
        self.actual.append(actual)
        self.latency.append(latency)
        self.count.append(count)
    }

    package mutating func removeAll() {
        predicted.removeAll(keepingCapacity: true)
        actual.removeAll(keepingCapacity: true)
        latency.removeAll(keepingCapacity: true)
        count.removeAll(keepingCapacity: true)
    }

    /// The requests one by one.
    var batch: OutcomeBatch {
        var batch = OutcomeBatch()
        for row in count.indices {
            for _ in 0..<count[row] {
                batch.append(predicted: predicted[row], actual: actual[row], latency: latency[row])
            }
        }
        return batch
    }
}

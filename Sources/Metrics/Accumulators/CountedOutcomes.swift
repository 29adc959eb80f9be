/// Answered requests of which many are alike: a row stands for `count` requests.
///
/// There are as many rows as kinds of answers, which are few, so they are not kept by columns.
package struct CountedOutcomes: Sendable {
    package struct Row: Sendable, Hashable {
        /// The predicted class, or -1 where the requests failed.
        package let predicted: Int32
        /// The true class, or -1 where no label is known.
        package let actual: Int32
        /// How long each answer took, in nanoseconds, or -1 where it was not measured.
        package let latency: Int64
        /// How many requests were so.
        package let count: Int
    }

    package private(set) var rows: [Row] = []

    package init() {}

    /// Adds `count` requests, which must not be negative.
    package mutating func append(predicted: Int32, actual: Int32, latency: Int64 = -1, count: Int) {
        rows.append(Row(predicted: predicted, actual: actual, latency: latency, count: count))
    }

    package mutating func removeAll() { rows.removeAll(keepingCapacity: true) }

    /// The requests one by one.
    var batch: OutcomeBatch {
        var batch = OutcomeBatch()
        for row in rows {
            for _ in 0..<row.count { batch.append(predicted: row.predicted, actual: row.actual, latency: row.latency) }
        }
        return batch
    }
}

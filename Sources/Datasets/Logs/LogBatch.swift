/// Rows of a prediction log, a column each; all columns have one element a row.
package struct LogBatch: Sendable {
    /// The number of the predicted class, or -1 where the request failed.
    package internal(set) var predicted: [Int32] = []
    /// The number of the true class, or -1 where no label is known.
    package internal(set) var actual: [Int32] = []
    /// How long the answer took, in nanoseconds, or -1 where the log does not say.
    package internal(set) var latency: [Int64] = []

    @inline(__always)
    mutating func append(predicted: Int32, actual: Int32, latency: Int64) {
        self.predicted.append(predicted)
        self.actual.append(actual)
        self.latency.append(latency)
    }

    mutating func removeAll() {
        predicted.removeAll(keepingCapacity: true)
        actual.removeAll(keepingCapacity: true)
        latency.removeAll(keepingCapacity: true)
    }
}

package import Plan

/// Rows of recorded traffic, a column each; all columns have one element a row.
package struct TrafficBatch: Sendable {
    /// Nanoseconds since 1970-01-01T00:00:00Z, or since whatever the log counts from.
    package internal(set) var time: [Int64] = []
    package internal(set) var model: [ModelRole] = []
    /// The number of the predicted class, or -1 where the request failed or predictions are no classes.
    package internal(set) var predicted: [Int32] = []
    /// The number of the true class, or -1 where the row says none.
    package internal(set) var actual: [Int32] = []
    package internal(set) var isFailed: [Bool] = []
    /// How long the answer took, in nanoseconds, or -1 where the log does not say.
    package internal(set) var latency: [Int64] = []
    /// A hash of the request's name, the same for the same name; 0 where there is none.
    package internal(set) var request: [UInt64] = []
    /// The same of the unit's name.
    package internal(set) var unit: [UInt64] = []
    /// Where the unit stands in audiences, in steps of 2^-32.
    package internal(set) var place: [UInt32] = []
    /// For each column of numbers that was asked for its values; what is missing is not a number.
    package internal(set) var numbers: [[Double]]
    /// For each column of texts the number that the text has, and -1 where there is none.
    package internal(set) var texts: [[Int32]]

    init(_ query: TrafficQuery) {
        numbers = Array(repeating: [], count: query.numbers.count)
        texts = Array(repeating: [], count: query.texts.count)
    }

    package var count: Int { time.count }

    /// Adds some rows of another batch over the same columns.
    mutating func append(_ rows: some Sequence<Int>, of other: TrafficBatch) {
        for row in rows {
            time.append(other.time[row])
            model.append(other.model[row])
            predicted.append(other.predicted[row])
            actual.append(other.actual[row])
            isFailed.append(other.isFailed[row])
            latency.append(other.latency[row])
            request.append(other.request[row])
            unit.append(other.unit[row])
            place.append(other.place[row])
            for column in numbers.indices { numbers[column].append(other.numbers[column][row]) }
            for column in texts.indices { texts[column].append(other.texts[column][row]) }
        }
    }

    mutating func removeAll() {
        time.removeAll(keepingCapacity: true)
        model.removeAll(keepingCapacity: true)
        predicted.removeAll(keepingCapacity: true)
        actual.removeAll(keepingCapacity: true)
        isFailed.removeAll(keepingCapacity: true)
        latency.removeAll(keepingCapacity: true)
        request.removeAll(keepingCapacity: true)
        unit.removeAll(keepingCapacity: true)
        place.removeAll(keepingCapacity: true)
        for column in numbers.indices { numbers[column].removeAll(keepingCapacity: true) }
        for column in texts.indices { texts[column].removeAll(keepingCapacity: true) }
    }
}

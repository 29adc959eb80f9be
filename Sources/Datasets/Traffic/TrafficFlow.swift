/// Recorded traffic in the order of time, handed over up to one moment after the other.
///
/// Rows that belong to a later moment wait here: those of one part of the log and, where rows may come late, those of as
/// long a time.
package final class TrafficFlow {
    private var reader: TrafficReader
    private var waiting: TrafficBatch
    /// The rows that wait, as places in `waiting`.
    private var places: [Int] = []
    private var isOver = false

    private let classLimit: Int

    /// - Parameter classLimit: How many classes there are; more are those of another log than was surveyed.
    package init(_ reader: consuming TrafficReader, query: TrafficQuery, classLimit: Int = .max) {
        self.reader = reader
        self.classLimit = classLimit
        waiting = TrafficBatch(query)
    }

    /// Hands over all rows before a moment that have not been handed over, part by part, each with the rows that count and
    /// what the texts are, by column and number. Within the time since the last moment they may stand in any order.
    package func take(
        before limit: Int64,
        _ body: (TrafficBatch, [Int], [[String]]) -> Void
    ) throws(DatasetFailure) {
        if !places.isEmpty {
            let due = places.filter { waiting.time[$0] < limit }
            if !due.isEmpty {
                body(waiting, due, reader.texts)
                places.removeAll { waiting.time[$0] < limit }
            }
            tidy()
        }
        while !isOver, reader.horizon < limit {
            guard let batch = try reader.next() else {
                isOver = true
                break
            }
            if reader.classCount > classLimit { throw reader.changed }
            let due = batch.time.indices.filter { batch.time[$0] < limit }
            if !due.isEmpty { body(batch, due, reader.texts) }
            guard due.count < batch.count else { continue }
            let start = waiting.count
            waiting.append(batch.time.indices.lazy.filter { batch.time[$0] >= limit }, of: batch)
            places += start..<waiting.count
        }
    }

    /// Gives up the rows that have been handed over, once they are more than those that wait.
    private func tidy() {
        guard places.count * 2 < waiting.count else { return }
        if places.isEmpty { return waiting.removeAll() }
        var rest = waiting
        rest.removeAll()
        rest.append(places, of: waiting)
        waiting = rest
        places = Array(0..<rest.count)
    }
}

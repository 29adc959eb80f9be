/// Recorded traffic in the order of time, handed over up to one moment after the other.
///
/// Rows that belong to a later moment wait here: those of one part of the log and, where rows may come late, those of as
/// long a time.
package struct TrafficFlow: ~Copyable {
    private var reader: TrafficReader
    private var waiting: TrafficBatch
    /// The rows that wait, as places in `waiting`.
    private var places: [Int] = []
    private var isOver = false

    package init(_ reader: consuming TrafficReader, query: TrafficQuery) {
        self.reader = reader
        waiting = TrafficBatch(query)
    }

    /// How many classes have appeared so far.
    package var classCount: Int { reader.classCount }

    /// What the texts of each column of texts are, by their numbers, so far.
    package var texts: [[String]] { reader.texts }

    /// Hands over all rows before a moment that have not been handed over, part by part, each with the rows that count. Within
    /// the time since the last moment they may stand in any order.
    package mutating func take(
        before limit: Int64,
        _ body: (TrafficBatch, [Int]) -> Void
    ) throws(DatasetFailure) {
        if !places.isEmpty {
            let due = places.filter { waiting.time[$0] < limit }
            if !due.isEmpty {
                body(waiting, due)
                places.removeAll { waiting.time[$0] < limit }
            }
            tidy()
        }
        while !isOver, reader.horizon < limit {
            guard let batch = try reader.next() else {
                isOver = true
                break
            }
            let due = batch.time.indices.filter { batch.time[$0] < limit }
            if !due.isEmpty { body(batch, due) }
            guard due.count < batch.count else { continue }
            let start = waiting.count
            waiting.append(batch.time.indices.lazy.filter { batch.time[$0] >= limit }, of: batch)
            places += start..<waiting.count
        }
    }

    /// Gives up the rows that have been handed over, once they are more than those that wait.
    private mutating func tidy() {
        guard places.count * 2 < waiting.count else { return }
        if places.isEmpty { return waiting.removeAll() }
        var rest = waiting
        rest.removeAll()
        rest.append(places, of: waiting)
        waiting = rest
        places = Array(0..<rest.count)
    }
}

package import JSON

/// How many requests were answered and how many failed.
package struct RequestTally: Accumulator {
    package static var name: String { "requests" }

    package private(set) var answered = 0
    package private(set) var failed = 0

    package init(layout: OutcomeLayout) {}

    init(answered: Int, failed: Int) {
        self.answered = answered
        self.failed = failed
    }

    /// The requests, answered or failed.
    package var total: Int { answered.saturatingAdd(failed) }

    package mutating func add(_ batch: OutcomeBatch) {
        let predicted = batch.predicted.span
        var failures = 0
        for row in predicted.indices where predicted[row] < 0 { failures &+= 1 }
        failed = failed.saturatingAdd(failures)
        answered = answered.saturatingAdd(predicted.count - failures)
    }

    package mutating func add(_ outcomes: CountedOutcomes) {
        for row in outcomes.rows {
            if row.predicted < 0 {
                failed = failed.saturatingAdd(row.count)
            } else {
                answered = answered.saturatingAdd(row.count)
            }
        }
    }

    package mutating func merge(_ other: RequestTally) {
        answered = answered.saturatingAdd(other.answered)
        failed = failed.saturatingAdd(other.failed)
    }

    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("answered", answered)
            writer.member("failed", failed)
        }
    }

    package init(json: JSONValue, layout: OutcomeLayout) throws(AccumulatorError) {
        let reader = try StateReader(json, of: Self.name, members: ["answered", "failed"])
        answered = try reader.count("answered")
        failed = try reader.count("failed")
    }
}

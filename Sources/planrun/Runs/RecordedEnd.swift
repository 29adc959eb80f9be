import JSON
import Journal

/// How a run stands by its last record, which is proved, where the journal's row of the run is not.
struct RecordedEnd {
    /// Nil where the run goes on.
    let state: RunState?

    init(_ last: [UInt8]?) {
        let json = last.flatMap { try? JSONValue(parsing: $0) }
        let outcome = json?["type"]?.string == "finished" ? json?["outcome"]?.string : nil
        state = outcome.flatMap { RunState(rawValue: $0) }
    }

    /// What is wrong where the journal says otherwise, in words.
    func contradiction(of summary: RunSummary) -> String? {
        let isOver = summary.state.outcome != nil
        guard state == nil ? isOver : state != summary.state else { return nil }
        let recorded = state.map { "it is \($0.words)" } ?? "it is not over"
        return "the journal says that run `\(summary.id)` is \(summary.state.words), and its last record that "
            + recorded
    }
}

import ArgumentParser

/// How a run's events are written.
enum EventFormat: String, ExpressibleByArgument, CaseIterable {
    /// A report for people.
    case text
    /// The events themselves, one JSON object a line.
    case jsonl
}

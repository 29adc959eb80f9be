/// Where a run's events are kept.
package protocol EventStore {
    /// Adds events, in order; they need not be durable yet.
    mutating func append(_ events: [Event]) throws(EventStoreError)

    /// Makes all that was appended durable; `state` is what it has led to.
    mutating func commit(_ state: ReleaseState, stage: String?) throws(EventStoreError)

    /// Whether so much time has gone by since the last commit that whoever looks at the run from outside waits for one.
    var isCommitDue: Bool { get }
}

extension EventStore {
    package var isCommitDue: Bool { false }
}

/// The store cannot be written any longer.
package struct EventStoreError: Error, Sendable {
    package let problem: String

    package init(_ problem: String) { self.problem = problem }
}

/// Keeps nothing: the store of a dry run.
package struct ForgetfulStore: EventStore {
    package init() {}

    package mutating func append(_ events: [Event]) throws(EventStoreError) {}
    package mutating func commit(_ state: ReleaseState, stage: String?) throws(EventStoreError) {}
}

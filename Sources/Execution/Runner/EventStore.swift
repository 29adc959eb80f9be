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
    /// Whether nobody else drives the run for all that: only that it cannot be recorded, as on a full disk.
    package let leavesRunHere: Bool

    package init(_ problem: String, leavesRunHere: Bool = false) {
        self.problem = problem
        self.leavesRunHere = leavesRunHere
    }
}

/// Keeps nothing: the store of a dry run.
package struct ForgetfulStore: EventStore {
    package init() {}

    package mutating func append(_ events: [Event]) throws(EventStoreError) {}
    package mutating func commit(_ state: ReleaseState, stage: String?) throws(EventStoreError) {}
}

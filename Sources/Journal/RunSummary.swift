package import Digests

/// What the journal says of a run without its records.
package struct RunSummary: Sendable, Hashable {
    /// The plan's name and a number, such as `iris-3`.
    package let id: String
    /// The plan's name.
    package let plan: String
    package let planPath: String
    package let programDigest: String
    package let state: RunState
    /// The stage the run is in, or nil before the first and after the last.
    package let stage: String?
    /// What the run changes outside and nobody else may change meanwhile; nil where that is nothing.
    package let target: String?
    /// RFC 3339, as given by whoever started the run.
    package let startedAt: String
    /// RFC 3339, as given with the last commit.
    package let updatedAt: String
    /// How many records are committed.
    package let records: Int
    /// The hash of the last committed record; it vouches for all of them. See `HashChain`.
    package let head: Digest

    package init(
        id: String,
        plan: String,
        planPath: String,
        programDigest: String,
        state: RunState,
        stage: String?,
        target: String? = nil,
        startedAt: String,
        updatedAt: String,
        records: Int,
        head: Digest
    ) {
        self.id = id
        self.plan = plan
        self.planPath = planPath
        self.programDigest = programDigest
        self.state = state
        self.stage = stage
        self.target = target
        self.startedAt = startedAt
        self.updatedAt = updatedAt
        self.records = records
        self.head = head
    }
}

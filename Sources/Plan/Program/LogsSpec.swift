/// What a run writes beside its journal.
package struct LogsSpec: Sendable, Hashable {
    /// How units stand in a log.
    package enum Units: String, Sendable, Hashable, CaseIterable {
        /// As digests under a key of the state folder, which do not tell who they are.
        case digest
        /// As they are.
        case plain
    }

    /// Whether every answer is logged.
    package let requests: Bool
    package let units: Units

    package init(requests: Bool, units: Units) {
        self.requests = requests
        self.units = units
    }

    /// What a plan without `logs:` says.
    package static let standard = LogsSpec(requests: true, units: .digest)
}

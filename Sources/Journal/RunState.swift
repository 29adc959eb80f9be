/// Where a run stands.
package enum RunState: String, Sendable, CaseIterable {
    /// Steps are being taken, or were when the process ended.
    case running
    /// For an approval, a hold to pass, a freeze to end, or a retry.
    case waiting
    case released
    case rolledBack = "rolled_back"
    case stopped
    case failed

    /// Whether the run has come to its end.
    package var isOver: Bool { self != .running && self != .waiting }
}

internal import Platform

/// Who holds a lease, as the journal has it.
package struct LeaseHolder: Hashable, Sendable {
    package let pid: Int
    /// The machine's name, nil where it is this one or has none.
    package let host: String?
    /// For how many seconds nothing has been heard of it; nil where it is on this machine, where nobody need listen.
    package let silence: Int?

    package init(pid: Int, host: String? = nil, silence: Int? = nil) {
        self.pid = pid
        self.host = host
        self.silence = silence
    }

    /// Such as "process 42 on `build-7`".
    package var text: String {
        let place = host.map { " on `\($0)`" } ?? ""
        guard let silence else { return "process \(pid)\(place)" }
        let wait = Lease.patience - silence
        return "process \(pid)\(place), last heard of \(silence) s ago and given up in \(max(wait, 0)) s"
    }
}

internal import Platform

/// Renews leases while their holder is busy with one step for long: other machines hear of it by that alone.
final class LeaseKeeper: Sendable {
    private let heartbeat: Heartbeat

    /// - Parameter path: The journal, which is written through a connection of the keeper's own.
    init(_ leases: [Lease], path: String) {
        let claims = leases.map { (subject: $0.subject, token: $0.token) }
        heartbeat = Heartbeat(every: Lease.interval) {
            // What cannot be renewed now is renewed the next time, or by the next commit, which says what is wrong.
            guard let database = try? Database(path: path, access: .write) else { return }
            for claim in claims {
                _ = try? LeaseRow.renew(claim.subject, token: claim.token, isOver: false, in: database)
            }
        }
    }
}

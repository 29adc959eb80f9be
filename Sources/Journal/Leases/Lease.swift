internal import Platform

/// The right to drive one run, or to change one target: a lock on a file, and a row of the table `lease`.
///
/// The lock says, exactly and without a clock, whether a process of this kernel holds the lease; a dead one's is free at
/// once, whatever the time. The row says who holds it, and by which *token*: a number that each holder raises by one, and
/// that every commit must find unchanged, so that a holder that was taken for dead cannot write any longer. Only where the
/// row is from another kernel does time count: such a holder renews its row every `interval` seconds, and is given up
/// after `patience` seconds without. Clocks of two machines may differ by half of that.
struct Lease: Sendable {
    let subject: LeaseSubject
    let token: Int
    private let lock: FileLock

    static let interval = 20
    static let patience = 120

    /// Takes a lease for a run, in a transaction that holds the write lock: nobody else looks at the row meanwhile.
    ///
    /// - Throws: `heldByAnother` or `targetHeld` where it is not free.
    static func take(
        _ subject: LeaseSubject,
        for run: String,
        in database: Database
    ) throws(JournalError) -> Lease {
        let row = try LeaseRow(subject, in: database)
        let path = subject.lockPath(beside: database.path)
        guard let lock = try lock(path, database) else {
            throw refusal(subject, row?.run, row?.holder ?? FileLock.holder(of: path).map { LeaseHolder(pid: $0) })
        }
        if let row, row.isHeldElsewhere { throw refusal(subject, row.run, row.holder) }
        let (token, isBeyond) = (row?.token ?? 0).addingReportingOverflow(1)
        guard !isBeyond else { throw .corrupt(path: database.path, reason: "the token of a lease is out of range") }
        try LeaseRow.write(subject, token: token, run: run, in: database)
        return Lease(subject: subject, token: token, lock: lock)
    }

    /// Makes sure, in a transaction that writes, that the lease is still this process's, and says that it is alive.
    ///
    /// - Parameters:
    ///   - isOver: Whether this is the last that is written under it.
    ///   - statement: Prepared from `LeaseRow.renewal`.
    /// - Throws: `leaseLost` where another process has taken it.
    func renew(
        isOver: Bool,
        in database: Database,
        by statement: borrowing Statement
    ) throws(JournalError) {
        guard try LeaseRow.renew(subject, token: token, isOver: isOver, in: database, by: statement) else {
            throw .leaseLost(subject, by: try LeaseRow(subject, in: database)?.holder)
        }
    }

    private static func lock(_ path: String, _ database: Database) throws(JournalError) -> FileLock? {
        do throws(PlatformError) {
            return try FileLock.acquire(path)
        } catch {
            if error.isForbidden { throw .readOnly(path: database.path) }
            if error.isOutOfSpace { throw .full(path: database.path) }
            throw .cannotWrite(path: path, reason: error.reason)
        }
    }

    private static func refusal(_ subject: LeaseSubject, _ run: String?, _ holder: LeaseHolder?) -> JournalError {
        switch subject {
        case .run(let id): .heldByAnother(run: id, by: holder)
        case .target: .targetHeld(run: run, by: holder)
        }
    }
}

internal import Platform

/// A row of the table `lease`: who holds what, and when that was last said.
struct LeaseRow {
    let token: Int
    /// The run that it is held for.
    let run: String
    private let pid: Int
    private let host: String?
    private let boot: String?
    private let renewedAt: Int
    private let isHeld: Bool

    /// The row of a lease, or nil where nobody ever took it.
    init?(_ subject: LeaseSubject, in database: Database) throws(JournalError) {
        let statement = try database.prepare(
            "SELECT token, run, pid, host, boot, renewed_at, is_held FROM lease WHERE name = ?",
            for: .read
        )
        try statement.bind(subject.key, at: 1)
        guard try statement.step() else { return nil }
        token = statement.integer(0)
        run = statement.text(1) ?? ""
        pid = statement.integer(2)
        host = statement.text(3)
        boot = statement.text(4)
        renewedAt = statement.integer(5)
        isHeld = statement.integer(6) != 0
    }

    /// Whether it is from this start of this machine, where the lock says all. A kernel without a name is like no other.
    private var isFromHere: Bool { boot != nil && boot == Machine.boot }

    /// For how long nothing was heard of the holder. A clock that was set back since makes it less than nothing, and a
    /// holder whose clock is ahead is heard of in the future: both count by how far they are off.
    var silence: Int { abs(Machine.wallClock - renewedAt) }

    /// Whether a process on another machine, or on this one before it was started anew, may still hold it.
    var isHeldElsewhere: Bool { isHeld && !isFromHere && silence < Lease.patience }

    var holder: LeaseHolder {
        LeaseHolder(pid: pid, host: isFromHere ? nil : host, silence: isFromHere ? nil : silence)
    }

    static func write(_ subject: LeaseSubject, token: Int, run: String, in database: Database) throws(JournalError) {
        let statement = try database.prepare(
            """
            INSERT INTO lease (name, token, run, pid, host, boot, renewed_at, is_held)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1)
            ON CONFLICT (name) DO UPDATE SET
                token = ?2, run = ?3, pid = ?4, host = ?5, boot = ?6, renewed_at = ?7, is_held = 1
            """,
            for: .write
        )
        try statement.bind(subject.key, at: 1)
        try statement.bind(token, at: 2)
        try statement.bind(run, at: 3)
        try statement.bind(Identity.processID, at: 4)
        try statement.bind(Identity.host, at: 5)
        try statement.bind(Machine.boot, at: 6)
        try statement.bind(Machine.wallClock, at: 7)
        try statement.run()
    }

    /// Says that the holder is alive; false where the lease is not the token's any longer.
    static func renew(
        _ subject: LeaseSubject,
        token: Int,
        isOver: Bool,
        in database: Database
    ) throws(JournalError) -> Bool {
        let statement = try database.prepare(renewal, for: .write)
        return try renew(subject, token: token, isOver: isOver, in: database, by: statement)
    }

    /// The same by a statement that was prepared from `renewal`.
    static func renew(
        _ subject: LeaseSubject,
        token: Int,
        isOver: Bool,
        in database: Database,
        by statement: borrowing Statement
    ) throws(JournalError) -> Bool {
        try statement.bind(Machine.wallClock, at: 1)
        try statement.bind(isOver ? 0 : 1, at: 2)
        try statement.bind(subject.key, at: 3)
        try statement.bind(token, at: 4)
        try statement.run()
        return database.changes == 1
    }

    static let renewal = "UPDATE lease SET renewed_at = ?, is_held = ? WHERE name = ? AND token = ?"
}

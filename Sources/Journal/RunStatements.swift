internal import Digests

/// The statements of every commit of a run, prepared once.
final class RunStatements {
    private let database: Database
    private let renewal: Statement
    private let insertion: Statement
    private let update: Statement

    init(_ database: Database) throws(JournalError) {
        self.database = database
        renewal = try database.prepare(LeaseRow.renewal, for: .write)
        insertion = try database.prepare(
            "INSERT INTO record (run, sequence, hash, previous, bytes) VALUES (?, ?, ?, ?, ?)",
            for: .write
        )
        update = try database.prepare(
            """
            UPDATE run SET state = ?, stage = ?, updated_at = ?, records = ?, head = ?
            WHERE number = ? AND records = ? AND head = ?
            """,
            for: .write
        )
    }

    /// Makes sure that a lease is still this process's, and says that it is alive.
    func renew(_ lease: Lease, isOver: Bool) throws(JournalError) {
        try lease.renew(isOver: isOver, in: database, by: renewal)
    }

    /// Writes the records of a batch, numbered from `first` on.
    func insert(_ batch: RecordBatch, run: Int, from first: Int) throws(JournalError) {
        try insertion.bind(run, at: 1)
        for index in 0..<batch.count {
            let places = batch.places(index)
            try insertion.bind(first + index, at: 2)
            try insertion.run(binding: batch.bytes.span, [places.hash, places.previous, places.record], from: 3)
        }
    }

    /// Writes what the run's row says, where it still says what was last written.
    func update(
        run: Int,
        state: RunState,
        stage: String?,
        at timestamp: String,
        from old: (records: Int, head: Digest),
        to new: (records: Int, head: Digest)
    ) throws(JournalError) {
        try update.bind(state.rawValue, at: 1)
        try update.bind(stage, at: 2)
        try update.bind(timestamp, at: 3)
        try update.bind(new.records, at: 4)
        try update.bind(new.head.bytes, at: 5)
        try update.bind(run, at: 6)
        try update.bind(old.records, at: 7)
        try update.bind(old.head.bytes, at: 8)
        try update.run()
    }
}

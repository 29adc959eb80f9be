package import Digests
internal import Platform

/// The journal of one run, held by this process: records are appended in batches, each batch durable whole or not at
/// all. For one thread at a time.
package final class RunJournal {
    package let id: String
    /// The hash of the last record appended, committed or not; of the last committed one after a failure.
    package private(set) var head: Digest

    private let number: Int
    private let database: Database
    private let lock: FileLock
    private var committed: (records: Int, head: Digest)
    private var batch: [(record: [UInt8], previous: Digest, hash: Digest)] = []
    private var failure: JournalError?

    init(id: String, number: Int, records: Int, head: Digest, of database: Database, lock: FileLock) {
        self.id = id
        self.number = number
        self.head = head
        self.database = database
        self.lock = lock
        committed = (records, head)
    }

    /// Adds a record, the bytes of one JSON object, to the batch that the next `commit` writes.
    ///
    /// The batch waits in memory: an open transaction would keep every other run of the folder from writing. Throws
    /// only what an earlier commit threw.
    package func append(_ record: [UInt8]) throws(JournalError) {
        if let failure { throw failure }
        let hash = HashChain.link(head, record)
        batch.append((record, head, hash))
        head = hash
    }

    /// Writes the batch and the run's state; all of it is on the disk when this returns.
    ///
    /// After a failure none of the batch is in the journal, and this object refuses all else with the same error: what
    /// was meant to follow the lost records must not be written without them.
    package func commit(state: RunState, stage: String?, at timestamp: String) throws(JournalError) {
        if let failure { throw failure }
        do throws(JournalError) {
            try database.write { () throws(JournalError) in
                try write(state: state, stage: stage, at: timestamp)
            }
            didCommit()
        } catch {
            failure = error
            batch = []
            head = committed.head
            throw error
        }
    }

    /// Writes the first record within the transaction that makes the run.
    func begin(with record: [UInt8], at timestamp: String) throws(JournalError) {
        try append(record)
        try write(state: .running, stage: nil, at: timestamp)
        didCommit()
    }

    private func write(state: RunState, stage: String?, at timestamp: String) throws(JournalError) {
        try insertBatch()
        try updateRun(state: state, stage: stage, at: timestamp)
    }

    private func didCommit() {
        committed = (committed.records + batch.count, head)
        batch.removeAll(keepingCapacity: true)
    }

    private func insertBatch() throws(JournalError) {
        let insertion = try database.prepare(
            "INSERT INTO record (run, sequence, hash, previous, bytes) VALUES (?, ?, ?, ?, ?)",
            for: .write
        )
        try insertion.bind(number, at: 1)
        for (offset, entry) in batch.enumerated() {
            try insertion.bind(committed.records + 1 + offset, at: 2)
            try insertion.bind(entry.hash.bytes, at: 3)
            try insertion.bind(entry.previous.bytes, at: 4)
            try insertion.bind(entry.record, at: 5)
            try insertion.run()
        }
    }

    private func updateRun(state: RunState, stage: String?, at timestamp: String) throws(JournalError) {
        let update = try database.prepare(
            """
            UPDATE run SET state = ?, stage = ?, updated_at = ?, records = ?, head = ?
            WHERE number = ? AND records = ? AND head = ?
            """,
            for: .write
        )
        try update.bind(state.rawValue, at: 1)
        try update.bind(stage, at: 2)
        try update.bind(timestamp, at: 3)
        try update.bind(committed.records + batch.count, at: 4)
        try update.bind(head.bytes, at: 5)
        try update.bind(number, at: 6)
        try update.bind(committed.records, at: 7)
        try update.bind(committed.head.bytes, at: 8)
        try update.run()
        // Where file locks do not hold (some network file systems), two processes may have one run: the second stops.
        guard database.changes == 1 else { throw .heldByAnother(run: id, pid: nil) }
    }
}

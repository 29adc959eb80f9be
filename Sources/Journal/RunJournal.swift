package import Digests

/// The journal of one run, held by this process: records are appended in batches, each batch durable whole or not at
/// all. For one thread at a time.
package final class RunJournal {
    package let id: String
    /// The hash of the last record appended, committed or not; of the last committed one after a failure.
    package private(set) var head: Digest

    private let number: Int
    private let database: Database
    private let leases: [Lease]
    private let keeper: LeaseKeeper
    private var committed: (records: Int, head: Digest)
    private var batch = RecordBatch()
    private let statements: RunStatements

    /// Why nothing can be written any longer, once that is so.
    package private(set) var failure: JournalError?

    init(id: String, number: Int, records: Int, head: Digest, of database: Database, leases: [Lease])
        throws(JournalError)
    {
        self.id = id
        self.number = number
        self.head = head
        self.database = database
        self.leases = leases
        keeper = LeaseKeeper(leases, path: database.path)
        statements = try RunStatements(database)
        committed = (records, head)
    }

    /// Adds a record, the bytes of one JSON object, to the batch that the next `commit` writes.
    ///
    /// The batch waits in memory: an open transaction would keep every other run of the folder from writing. Throws
    /// only what an earlier commit threw.
    ///
    /// - Parameter command: The command that the record takes, which from the commit on no longer waits.
    package func append(_ record: [UInt8], taking command: Int? = nil) throws(JournalError) {
        if let failure { throw failure }
        head = batch.append(record, after: head, command: command)
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
            batch.removeAll()
            head = committed.head
            throw error
        }
    }

    /// The commands that wait to be taken and have a higher number, oldest first.
    package func commands(after last: Int) throws(JournalError) -> [StoredCommand] {
        let statement = try database.prepare(
            StoredCommand.query + " WHERE run = ? AND record IS NULL AND number > ? ORDER BY number",
            for: .read
        )
        try statement.bind(number, at: 1)
        try statement.bind(last, at: 2)
        var commands: [StoredCommand] = []
        while try statement.step() { commands.append(StoredCommand(statement)) }
        return commands
    }

    /// A number that differs where another process has written to the journal since.
    package func changeCount() throws(JournalError) -> Int { try database.number("PRAGMA data_version", for: .read) }

    /// Writes the first record within the transaction that makes the run.
    func begin(with record: [UInt8], at timestamp: String) throws(JournalError) {
        try append(record)
        try write(state: .running, stage: nil, at: timestamp)
        didCommit()
    }

    private func write(state: RunState, stage: String?, at timestamp: String) throws(JournalError) {
        for lease in leases { try statements.renew(lease, isOver: state.isOver) }
        try insertBatch()
        try updateRun(state: state, stage: stage, at: timestamp)
    }

    private func didCommit() {
        committed = (committed.records + batch.count, head)
        batch.removeAll()
    }

    private func insertBatch() throws(JournalError) {
        let first = committed.records + 1
        try statements.insert(batch, run: number, from: first)
        for (place, command) in batch.commands { try take(command, by: first + place) }
    }

    private func take(_ command: Int, by record: Int) throws(JournalError) {
        let update = try database.prepare(
            "UPDATE command SET record = ? WHERE number = ? AND run = ? AND record IS NULL",
            for: .write
        )
        try update.bind(record, at: 1)
        try update.bind(command, at: 2)
        try update.bind(number, at: 3)
        try update.run()
    }

    private func updateRun(state: RunState, stage: String?, at timestamp: String) throws(JournalError) {
        try statements.update(
            run: number,
            state: state,
            stage: stage,
            at: timestamp,
            from: committed,
            to: (committed.records + batch.count, head)
        )
        guard database.changes == 1 else { throw .leaseLost(.run(id), by: nil) }
    }
}

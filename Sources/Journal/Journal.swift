internal import Diagnostics
package import Digests
internal import Platform

/// The durable history of the runs of one state folder. For one thread at a time.
package final class Journal {
    /// The database's file in the state folder.
    package static let fileName = "journal.sqlite"

    /// The state folder.
    package let folder: String
    private let database: Database

    init(folder: String, database: Database) {
        self.folder = folder
        self.database = database
    }

    /// All runs, oldest first.
    package func runs() throws(JournalError) -> [RunSummary] {
        let statement = try database.prepare(RunRow.query + " ORDER BY number", for: .read)
        var runs: [RunSummary] = []
        while try statement.step() { runs.append(try RunRow(statement, path: database.path).summary) }
        return runs
    }

    /// The run of that id; `unknownRun` where there is none.
    package func run(_ id: String) throws(JournalError) -> RunSummary { try row(id).summary }

    /// Starts a run, durably, and holds it until the result is gone. Its id is the plan's name with a number one above
    /// the highest that name has had here, whoever else starts runs meanwhile.
    ///
    /// - Parameters:
    ///   - target: What the run is going to change outside, which no two runs of a state folder change at once.
    ///   - firstRecord: The run's first record, from its id; the run and that record are durable at once.
    package func createRun(
        plan name: String,
        planPath: String,
        programDigest: String,
        startedAt: String,
        target: String? = nil,
        firstRecord: ((String) -> [UInt8])? = nil
    ) throws(JournalError) -> RunJournal {
        // The write lock is held from the first line on: nobody else counts, and nobody sees the run before its lock.
        try database.write { () throws(JournalError) in
            let highest = try database.prepare("SELECT max(ordinal) FROM run WHERE plan = ?", for: .write)
            try highest.bind(name, at: 1)
            var (ordinal, isBeyond) = (try highest.step() ? highest.integer(0) : 0).addingReportingOverflow(1)
            guard !isBeyond else { throw .corrupt(path: database.path, reason: "the number of a run is out of range") }
            // What such a folder holds is of a run that the journal has lost: no other is to go by its name.
            while FileSystem.exists(Path.join(folder, "\(name)-\(ordinal)")), ordinal < Int.max { ordinal += 1 }
            let id = "\(name)-\(ordinal)"
            let leases = try leases(of: id, target)
            let head = HashChain.start(run: id, programDigest: programDigest)
            let insertion = try database.prepare(
                """
                INSERT INTO run (
                    id, plan, ordinal, plan_path, program_digest, state, started_at, updated_at, records, head,
                    target
                ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, 0, ?8, ?9) RETURNING number
                """,
                for: .write
            )
            try insertion.bind(id, at: 1)
            try insertion.bind(name, at: 2)
            try insertion.bind(ordinal, at: 3)
            try insertion.bind(planPath, at: 4)
            try insertion.bind(programDigest, at: 5)
            try insertion.bind(RunState.running.rawValue, at: 6)
            try insertion.bind(startedAt, at: 7)
            try insertion.bind(head.bytes, at: 8)
            try insertion.bind(target, at: 9)
            guard try insertion.step() else { throw .corrupt(path: database.path, reason: "a new row has no number") }
            let run = try RunJournal(
                id: id,
                number: insertion.integer(0),
                records: 0,
                head: head,
                of: database,
                leases: leases
            )
            if let firstRecord { try run.begin(with: firstRecord(id), at: startedAt) }
            return run
        }
    }

    /// Takes a run up where its last commit left it, whatever its state, and holds it until the result is gone;
    /// `heldByAnother` where a live process has it. Read `records(of:)` to know that the history is whole.
    package func resumeRun(_ id: String) throws(JournalError) -> RunJournal {
        _ = try row(id)
        return try database.write { () throws(JournalError) in
            let row = try row(id)
            // From now on nobody else moves the head.
            let leases = try leases(of: id, row.summary.target)
            return try RunJournal(
                id: id,
                number: row.number,
                records: row.summary.records,
                head: row.summary.head,
                of: database,
                leases: leases
            )
        }
    }

    private func leases(of run: String, _ target: String?) throws(JournalError) -> [Lease] {
        var leases = [try Lease.take(.run(run), for: run, in: database)]
        if let target { leases.append(try Lease.take(.target(target), for: run, in: database)) }
        return leases
    }

    /// The committed records of a run, in order, after every link of its chain was found whole; else `damaged`.
    package func records(of id: String) throws(JournalError) -> [[UInt8]] { try history(of: id).records }

    /// The records as `records(of:)` gives them, and the hash of the last of them.
    package func history(of id: String) throws(JournalError) -> (records: [[UInt8]], head: Digest) {
        try read(id) { (row, database) throws(JournalError) in
            let links = try RecordRows(of: row.number, in: database)
            let start = HashChain.start(run: id, programDigest: row.summary.programDigest)
            var walk = ChainWalk(start: start, committed: row.summary.records)
            var records: [[UInt8]] = []
            while let link = try links.next() {
                if let finding = walk.take(link).first { throw .damaged(run: id, finding) }
                records.append(link.bytes)
            }
            if let finding = walk.finish(expecting: row.summary.head) { throw .damaged(run: id, finding) }
            return (records, walk.head)
        }
    }

    /// Runs the body over the row of a run, and whatever else it reads, as they are at one moment.
    func read<Result>(
        _ id: String,
        _ body: (RunRow, Database) throws(JournalError) -> Result
    ) throws(JournalError) -> Result {
        try database.read { () throws(JournalError) in try body(try row(id), database) }
    }

    /// Runs the body in a transaction that writes; what it throws rolls everything back.
    func write<Result>(
        _ id: String,
        _ body: (RunRow, Database) throws(JournalError) -> Result
    ) throws(JournalError) -> Result {
        try database.write { () throws(JournalError) in try body(try row(id), database) }
    }

    /// Has SQLite look at every page of the file; throws `corrupt` where it finds something.
    func checkFile() throws(JournalError) {
        let statement = try database.prepare("PRAGMA integrity_check(1)", for: .read)
        if try statement.step(), let found = statement.text(0), found != "ok" {
            throw .corrupt(path: database.path, reason: found.replacing("\n", with: ", "))
        }
        try checkParts()
        let orphans = try database.prepare(
            "SELECT count(*) FROM record WHERE run NOT IN (SELECT number FROM run)",
            for: .read
        )
        guard try orphans.step(), orphans.integer(0) > 0 else { return }
        throw .corrupt(
            path: database.path,
            reason: "it holds \(orphans.integer(0)) records of runs that it lists no longer"
        )
    }

    /// Whether all tables and indices are there, as they were made, and no others.
    private func checkParts() throws(JournalError) {
        let statement = try database.prepare("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL", for: .read)
        var found: [String: String] = [:]
        while try statement.step() { found[statement.text(0) ?? ""] = statement.text(1) }
        for (name, sql) in Schema.parts where found.removeValue(forKey: name) != sql {
            throw .corrupt(path: database.path, reason: "its `\(name)` is missing, or not as it was made")
        }
        guard let other = found.keys.min() else { return }
        throw .corrupt(path: database.path, reason: "it holds `\(other)`, which planrun did not make")
    }

    private func row(_ id: String) throws(JournalError) -> RunRow {
        let statement = try database.prepare(RunRow.query + " WHERE id = ?", for: .read)
        try statement.bind(id, at: 1)
        if try statement.step() { return try RunRow(statement, path: database.path) }
        // A run that is not found may be one that was lost.
        try checkFile()
        throw .unknownRun(id, nearest: Suggestion.nearest(to: id, among: try runs().map(\.id)))
    }

    /// Whether somebody drives a run.
    package func driving(of run: String) throws(JournalError) -> Driving {
        let row = try LeaseRow(.run(run), in: database)
        let path = LeaseSubject.run(run).lockPath(beside: database.path)
        var holder = row.flatMap { $0.isHeldElsewhere ? $0.holder : nil }
        // A lock that cannot be asked for is taken for held: to say that nobody drives the run is to ask for a second one.
        if FileSystem.exists(path), FileLock.isHeld(path) != false {
            holder = row?.holder ?? LeaseHolder(pid: FileLock.holder(of: path) ?? 0)
        }
        return Driving(holder: holder, silence: row?.silence ?? 0)
    }
}

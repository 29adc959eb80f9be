/// The layout of `journal.sqlite`, and how a connection to it behaves.
///
/// A journal is one SQLite file in WAL mode whose header says whose it is (`application_id`) and how it is laid out
/// (`user_version`). Another `user_version` is refused, never migrated in place: a run is finished by the planrun that
/// started it. The tables:
///
/// - `run`: one row a run, rewritten by each commit. `number` counts runs in the order of their creation, and `id` is
///   `<plan>-<ordinal>`. `records` and `head` name the end of its chain, so that records cut off the end are noticed.
///   `target` is what the run changes outside, where that is something that others could change as well.
/// - `record`: what happened, one JSON object a row in `bytes`, never rewritten. `sequence` counts from 1 in each run;
///   `hash` and `previous` are the chain of `HashChain`, 32 bytes each.
/// - `lease`: one row a lease that was ever taken, of a run or of a target. See `Lease`; `renewed_at` is in seconds since 1970.
/// - `command`: what people asked of a run, in the order of `number`. `record` is the record by which the run took it, NULL
///   until then.
///
/// Other times are RFC 3339 texts as the caller gave them.
enum Schema {
    /// "plrn" in ASCII.
    static let applicationID = 0x706C_726E
    static let version = 2

    static let creation = """
        CREATE TABLE run (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            plan TEXT NOT NULL,
            ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
            plan_path TEXT NOT NULL,
            program_digest TEXT NOT NULL,
            state TEXT NOT NULL CHECK (
                state IN ('running', 'waiting', 'released', 'rolled_back', 'stopped', 'failed')
            ),
            stage TEXT,
            target TEXT,
            started_at TEXT NOT NULL,
            updated_at TEXT NOT NULL,
            records INTEGER NOT NULL CHECK (records >= 0),
            head BLOB NOT NULL CHECK (length(head) = 32),
            UNIQUE (plan, ordinal)
        ) STRICT;
        CREATE TABLE record (
            run INTEGER NOT NULL REFERENCES run (number),
            sequence INTEGER NOT NULL CHECK (sequence >= 1),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            previous BLOB NOT NULL CHECK (length(previous) = 32),
            bytes BLOB NOT NULL,
            PRIMARY KEY (run, sequence)
        ) STRICT;
        CREATE TABLE lease (
            name TEXT PRIMARY KEY,
            token INTEGER NOT NULL CHECK (token >= 1),
            run TEXT NOT NULL,
            pid INTEGER NOT NULL,
            host TEXT,
            boot TEXT,
            renewed_at INTEGER NOT NULL,
            is_held INTEGER NOT NULL CHECK (is_held IN (0, 1))
        ) STRICT;
        CREATE TABLE command (
            number INTEGER PRIMARY KEY,
            run INTEGER NOT NULL REFERENCES run (number),
            kind TEXT NOT NULL,
            who TEXT NOT NULL,
            note TEXT,
            stage TEXT,
            given_at TEXT NOT NULL,
            record INTEGER CHECK (record >= 1)
        ) STRICT;
        CREATE INDEX command_of_run ON command (run, record);
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        """

    /// The tables and indices, by name, with the statement that makes each, as SQLite keeps it.
    static let parts: [(name: String, sql: String)] = creation.split(separator: ";").compactMap { statement in
        let words = statement.split(whereSeparator: \.isWhitespace)
        guard words.count > 2, words[0] == "CREATE" else { return nil }
        return (String(words[2]), String(statement.drop(while: \.isWhitespace)))
    }

    /// Of every connection, before anything is read.
    ///
    /// Under `synchronous = FULL` a commit in WAL mode ends with a sync of the log; under NORMAL it would not, and power
    /// loss could take it back. Seen with `strace -f -y -e trace=pwrite64,fdatasync,fsync` and SQLite 3.40: after the
    /// last `pwrite64` of each commit one `fdatasync` of `journal.sqlite-wal`, before the first also one of the folder.
    static let connection = """
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA trusted_schema = OFF;
        """

    /// How long a connection waits for another's commit; commits take milliseconds, so this is a machine in trouble.
    static let busyMilliseconds: Int32 = 10_000

    /// Whether the first hundred bytes of a file are those of a journal of any version (sqlite.org/fileformat2.html), or
    /// of another kind of SQLite file with an id of its own.
    static func isJournal(header: [UInt8], applicationID: Int = applicationID) -> Bool {
        header.starts(with: Array("SQLite format 3\0".utf8)) && number(at: 68, of: header) == applicationID
    }

    /// The `user_version` that a header states.
    static func version(header: [UInt8]) -> Int { number(at: 60, of: header) }

    private static func number(at offset: Int, of header: [UInt8]) -> Int {
        guard header.count >= offset + 4 else { return 0 }
        return header[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}

/// The layout of `feedback.sqlite`, and how a connection to it behaves.
///
/// What people say is kept apart from the journal, which is never rewritten, so that it can be taken back. Two tables:
///
/// - `secret`: one row with the key of the entries' digests.
/// - `entry`: one row for each thing that was said. `model` is the one that answered, where it came with the entry. `at` is its time in the run in nanoseconds, `said` the time that came
///   with it, where one did, and `taken` the beginning of the observation that counted it, where one has. `salt` is random,
///   and goes with the row: a digest in a journal then tells nothing more, not even to whoever has the key and guesses.
///
/// Deleted rows are overwritten with zeros. A rollback journal and no write-ahead log, which would go on holding them.
enum FeedbackSchema {
    /// "plfb" in ASCII.
    static let applicationID = 0x706C_6662
    static let version = 2
    static let saltCount = 16

    static let creation = """
        CREATE TABLE secret (
            key BLOB NOT NULL CHECK (length(key) = 32)
        ) STRICT;
        CREATE TABLE entry (
            number INTEGER PRIMARY KEY,
            run TEXT NOT NULL,
            at INTEGER NOT NULL CHECK (at >= 0),
            said INTEGER,
            received_at TEXT NOT NULL,
            unit TEXT NOT NULL,
            rating REAL,
            thumb TEXT CHECK (thumb IN ('up', 'down')),
            text TEXT,
            source TEXT NOT NULL CHECK (source IN ('add', 'import')),
            salt BLOB NOT NULL CHECK (length(salt) = \(saltCount)),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            taken INTEGER,
            model TEXT CHECK (model IN ('candidate', 'baseline'))
        ) STRICT;
        CREATE INDEX entry_by_time ON entry (run, at);
        CREATE INDEX entry_by_unit ON entry (unit, run, said);
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        """

    /// Version 1 had no models.
    static let migration = """
        ALTER TABLE entry ADD COLUMN model TEXT CHECK (model IN ('candidate', 'baseline'));
        PRAGMA user_version = \(version);
        """

    /// Of every connection, before anything is read. Nothing goes to temporary files, which would be left on the disk.
    static let connection = """
        PRAGMA secure_delete = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA synchronous = FULL;
        PRAGMA trusted_schema = OFF;
        """
}

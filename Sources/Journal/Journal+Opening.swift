internal import Platform

extension Journal {
    /// Opens the journal of a state folder, or makes both.
    ///
    /// Without `createIfMissing` no journal is made: `missing` says that there is none. A journal that cannot be
    /// written is opened for reading. A file that is no journal, or of another version, is left as it was.
    package static func open(folder: String, createIfMissing: Bool) throws(JournalError) -> Journal {
        let path = Path.join(folder, fileName)
        if createIfMissing, !FileSystem.exists(path) {
            let settings = "PRAGMA journal_mode = WAL"
            try Database.make(path, in: folder, creation: Schema.creation, settings: settings)
        }
        return Journal(folder: folder, database: try connect(path))
    }

    private static func connect(_ path: String) throws(JournalError) -> Database {
        let database = try Database(path: path, access: .write)
        // By the header, before SQLite reads anything: its first read would recover a file left open, so alter it.
        let header = try database.header()
        guard Schema.isJournal(header: header) else { throw .notAJournal(path: path) }
        try checkVersion(Schema.version(header: header), path)
        do throws(JournalError) {
            return try joined(database)
        } catch .readOnly {
            // A log with content holds commits that only a writer can bring in. Without one nobody has the file open,
            // as users of a folder that this one may not write leave their log there as long as they are at it.
            if (FileSystem.size(of: path + "-wal") ?? 0) > 0 { throw .needsRecovery(path: path) }
            return try joined(Database(path: path, access: .immutable))
        }
    }

    /// Sets the connection up and reads for the first time.
    private static func joined(_ database: Database) throws(JournalError) -> Database {
        try database.execute(Schema.connection, for: .connect)
        // The header on the disk lags behind the log.
        try checkVersion(database.number("PRAGMA user_version", for: .connect), database.path)
        _ = try database.number("SELECT count(*) FROM run WHERE number < 0", for: .connect)
        return database
    }

    private static func checkVersion(_ found: Int, _ path: String) throws(JournalError) {
        guard found == Schema.version else {
            throw .otherVersion(path: path, found: found, supported: Schema.version)
        }
    }
}

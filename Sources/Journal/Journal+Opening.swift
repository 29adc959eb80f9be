internal import Platform

extension Journal {
    /// Opens the journal of a state folder, or makes both.
    ///
    /// Without `createIfMissing` no journal is made: `missing` says that there is none. A journal that cannot be
    /// written is opened for reading. A file that is no journal, or of another version, is left as it was.
    package static func open(folder: String, createIfMissing: Bool) throws(JournalError) -> Journal {
        let path = Path.join(folder, fileName)
        if createIfMissing, !FileSystem.exists(path) { try create(path, in: folder) }
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

    /// Makes the journal under another name first, so that a file under its own name is always a whole journal. Of two
    /// processes that do this at once, the second finds the first one's there.
    private static func create(_ path: String, in folder: String) throws(JournalError) {
        let draft = FileSystem.temporaryNeighbour(of: path)
        defer { for suffix in ["", "-journal", "-wal", "-shm"] { try? FileSystem.remove(draft + suffix) } }
        do throws(PlatformError) {
            try prepare(folder)
            // SQLite takes an empty file for a new database, and hides why it cannot make one itself.
            _ = try AppendingFile(path: draft)
        } catch {
            throw creationError(error, path)
        }
        do throws(JournalError) {
            let database = try Database(path: draft, access: .write)
            try database.execute("BEGIN;" + Schema.creation + "COMMIT; PRAGMA journal_mode = WAL", for: .create)
        } catch {
            switch error {
            case .full: throw .full(path: path)
            case .notWritable(_, let reason): throw .notWritable(path: path, reason: reason)
            default: throw error
            }
        }
        do throws(PlatformError) {
            _ = try FileSystem.publish(draft, as: path)
        } catch {
            throw creationError(error, path)
        }
    }

    /// Makes the state folder where it is missing, and keeps it out of repositories where it holds nothing else.
    private static func prepare(_ folder: String) throws(PlatformError) {
        try FileSystem.createFolder(folder)
        guard try FileSystem.isEmpty(folder: folder) else { return }
        try FileSystem.replace(Path.join(folder, ".gitignore"), with: Array("*\n".utf8))
        // The folder's own name must survive power loss too, but its parent may be closed to this user.
        try? FileSystem.synchronize(folder: Path.folder(of: folder))
    }

    private static func creationError(_ error: PlatformError, _ path: String) -> JournalError {
        error.isOutOfSpace ? .full(path: path) : .notWritable(path: path, reason: error.reason)
    }
}

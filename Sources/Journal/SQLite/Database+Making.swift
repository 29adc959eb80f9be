internal import Platform

extension Database {
    /// Makes a database in a state folder, and the folder where it is missing.
    ///
    /// It is made under another name first, so that a file under its own name is always a whole database. Of two
    /// processes that do this at once, the second finds the first one's there. `creation` lays it out, in one
    /// transaction; `settings` follow it. A file that `isPrivate` is closed to all but its owner and group, and so are those that
    /// SQLite puts beside it.
    static func make(
        _ path: String,
        in folder: String,
        creation: String,
        settings: String = "",
        isPrivate: Bool = false
    ) throws(JournalError) {
        let draft = FileSystem.temporaryNeighbour(of: path)
        defer { for suffix in ["", "-journal", "-wal", "-shm"] { try? FileSystem.remove(draft + suffix) } }
        do throws(PlatformError) {
            try prepare(folder)
            // SQLite takes an empty file for a new database, and hides why it cannot make one itself.
            _ = try AppendingFile(path: draft, isPrivate: isPrivate)
        } catch {
            throw creationError(error, path)
        }
        do throws(JournalError) {
            let database = try Database(path: draft, access: .write)
            try database.execute("BEGIN;" + creation + "COMMIT;" + settings, for: .create)
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

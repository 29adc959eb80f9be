import CSQLite
import Glibc
import Platform
import Synchronization

/// What SQLite lets this process do to the journal's own connections, whose handles nobody else sees.
enum Connections {
    private typealias Extension =
        @convention(c) (OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, OpaquePointer?) -> Int32

    /// The address of the last connection to each folder that asked to be watched.
    private static let watched = Mutex<[String: UInt]>([:])

    private static let isInstalled: Bool = {
        let hook: Extension = { connection, _, _ in
            guard let connection, let name = sqlite3_db_filename(connection, "main") else { return SQLITE_OK }
            let folder = Path.folder(of: String(cString: name))
            watched.withLock { $0[folder] = $0[folder] == nil ? nil : UInt(bitPattern: connection) }
            guard FileSystem.exists(folder + "/full") else { return SQLITE_OK }
            return sqlite3_exec(connection, "PRAGMA max_page_count = 1", nil, nil, nil)
        }
        return sqlite3_auto_extension(unsafeBitCast(hook, to: (@convention(c) () -> Void).self)) == SQLITE_OK
    }()

    /// A folder whose connections can be asked about.
    static func watchedFolder() throws -> TemporaryFolder {
        guard isInstalled else { throw RawDatabase.Failure(message: "no extensions") }
        let folder = try TemporaryFolder()
        watched.withLock { $0[folder.path] = 0 }
        return folder
    }

    /// A number that the last connection to the folder, still open, has set for itself.
    static func setting(_ pragma: String, of folder: TemporaryFolder) throws -> Int {
        let address = watched.withLock { $0[folder.path] } ?? 0
        guard let connection = OpaquePointer(bitPattern: address) else {
            throw RawDatabase.Failure(message: "not opened")
        }
        var statement: OpaquePointer?
        sqlite3_prepare_v2(connection, "PRAGMA " + pragma, -1, &statement, nil)
        defer { sqlite3_finalize(statement) }
        guard sqlite3_step(statement) == SQLITE_ROW else { throw RawDatabase.Failure(message: pragma) }
        return Int(sqlite3_column_int64(statement, 0))
    }

    /// From now on the folder's database cannot grow, as on a full disk.
    static func fill(_ folder: TemporaryFolder) throws { try folder.write("", to: "full") }

    static func free(_ folder: TemporaryFolder) throws { try FileSystem.remove(folder["full"]) }
}

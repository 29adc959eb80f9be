import CSQLite
import Glibc
import Platform

/// Databases that cannot grow, as on a full disk: every connection of this process to a file beside one named `full`
/// is bounded to the pages the database has.
enum FullDisk {
    private typealias Extension =
        @convention(c) (OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, OpaquePointer?) -> Int32

    private static let isInstalled: Bool = {
        let limit: Extension = { connection, _, _ in
            guard let name = sqlite3_db_filename(connection, "main") else { return SQLITE_OK }
            let folder = String(cString: name).split(separator: "/").dropLast().joined(separator: "/")
            guard access("/" + folder + "/full", F_OK) == 0 else { return SQLITE_OK }
            return sqlite3_exec(connection, "PRAGMA max_page_count = 1", nil, nil, nil)
        }
        return sqlite3_auto_extension(unsafeBitCast(limit, to: (@convention(c) () -> Void).self)) == SQLITE_OK
    }()

    static func folder() throws -> TemporaryFolder {
        guard isInstalled else { throw RawDatabase.Failure(message: "no extensions") }
        return try TemporaryFolder()
    }

    static func fill(_ folder: TemporaryFolder) throws { try folder.write("", to: "full") }

    static func free(_ folder: TemporaryFolder) throws { try FileSystem.remove(folder["full"]) }
}

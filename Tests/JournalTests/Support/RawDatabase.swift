import CSQLite

/// SQL on a journal's file behind the journal's back.
final class RawDatabase {
    struct Failure: Error { let message: String }

    private let handle: OpaquePointer

    init(_ path: String) throws {
        var opened: OpaquePointer?
        guard sqlite3_open(path, &opened) == SQLITE_OK, let opened else { throw Failure(message: path) }
        handle = opened
    }

    deinit { sqlite3_close_v2(handle) }

    func execute(_ sql: String) throws {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
            throw Failure(message: String(cString: sqlite3_errmsg(handle)))
        }
    }

    static func execute(_ sql: String, in folder: TemporaryFolder) throws {
        try RawDatabase(folder["journal.sqlite"]).execute(sql)
    }
}

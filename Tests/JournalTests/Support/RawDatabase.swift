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

    /// The number that a query of one value gives.
    static func number(_ sql: String, in folder: TemporaryFolder) throws -> Int {
        let database = try RawDatabase(folder["journal.sqlite"])
        var statement: OpaquePointer?
        sqlite3_prepare_v2(database.handle, sql, -1, &statement, nil)
        defer { sqlite3_finalize(statement) }
        guard sqlite3_step(statement) == SQLITE_ROW else { throw Failure(message: sql) }
        return Int(sqlite3_column_int64(statement, 0))
    }
}

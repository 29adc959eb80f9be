internal import CSQLite
internal import Platform

/// One connection to a SQLite file, closed at deinit. For one thread at a time.
final class Database {
    enum Access {
        /// Falls back to reading where the file cannot be written; never makes the file.
        case write
        /// Reads a file that nobody writes, with no locks and no files beside it.
        case immutable
    }

    /// What an operation is for, which decides how its failure reads.
    enum Purpose {
        /// To lay out a new file.
        case create
        /// To open a file, without reading it.
        case open
        /// To join those who use the file already: the first read, which needs the log and its index.
        case connect
        case read, write
    }

    let path: String
    private let handle: OpaquePointer

    init(path: String, access: Access) throws(JournalError) {
        let mode = access == .write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY
        let flags = mode | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        // Always a URI: SQLite may be built to take a path that begins with `file:` for one.
        let scheme = Path.isAbsolute(path) ? "file://" : "file:"
        let name = scheme + Self.escaped(path) + (access == .immutable ? "?immutable=1" : "")
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(name, &opened, flags, nil)
        guard let opened else { throw .cannotOpen(path: path, reason: String(cString: sqlite3_errstr(code))) }
        guard code == SQLITE_OK else {
            let failure = SQLiteFailure(code: code, connection: opened)
            sqlite3_close_v2(opened)
            throw failure.error(path: path, purpose: .open)
        }
        self.path = path
        self.handle = opened
        sqlite3_busy_timeout(opened, Schema.busyMilliseconds)
    }

    // Every `Statement` keeps its database, so none is left when this runs.
    deinit { sqlite3_close_v2(handle) }

    /// Whether the file can only be read.
    var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") != 0 }

    /// Up to the first hundred bytes of the file, with no lock taken, nothing recovered, nothing written.
    ///
    /// Through SQLite's own descriptor: opening and closing the file beside it would drop this process's POSIX locks,
    /// those of its other connections too (sqlite.org/howtocorrupt.html, 2.2).
    func header() throws(JournalError) -> [UInt8] {
        var file: UnsafeMutablePointer<sqlite3_file>?
        sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file)
        guard let file, let read = file.pointee.pMethods?.pointee.xRead else { return [] }
        var header = [UInt8](repeating: 0, count: 100)
        let code = read(file, &header, Int32(header.count), 0)
        // Of a shorter file (SQLITE_IOERR_SHORT_READ) the rest of the bytes are zero.
        if code == SQLITE_OK || code == SQLITE_IOERR | 2 << 8 { return header }
        throw SQLiteFailure(code: code, connection: handle).error(path: path, purpose: .open)
    }

    /// Runs statements that give no rows.
    func execute(_ sql: String, for purpose: Purpose) throws(JournalError) {
        try check(sqlite3_exec(handle, sql, nil, nil, nil), purpose)
    }

    func prepare(_ sql: String, for purpose: Purpose) throws(JournalError) -> Statement {
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v2(handle, sql, -1, &statement, nil), purpose)
        guard let statement else { throw .cannotRead(path: path, reason: "an empty statement") }
        return Statement(statement, of: self, for: purpose)
    }

    /// The number that a pragma or a query of one value gives.
    func number(_ sql: String, for purpose: Purpose) throws(JournalError) -> Int {
        let statement = try prepare(sql, for: purpose)
        return try statement.step() ? statement.integer(0) : 0
    }

    /// How many rows the last statement changed.
    var changes: Int { Int(sqlite3_changes64(handle)) }

    /// Runs the body in a transaction that holds the write lock from its start; what it throws rolls everything back.
    func write<Result>(_ body: () throws(JournalError) -> Result) throws(JournalError) -> Result {
        guard !isReadOnly else { throw .readOnly(path: path) }
        return try transaction("BEGIN IMMEDIATE", for: .write, body)
    }

    /// Runs the body over one state of the database, whoever writes meanwhile.
    func read<Result>(_ body: () throws(JournalError) -> Result) throws(JournalError) -> Result {
        try transaction("BEGIN", for: .read, body)
    }

    private func transaction<Result>(
        _ begin: String,
        for purpose: Purpose,
        _ body: () throws(JournalError) -> Result
    ) throws(JournalError) -> Result {
        try execute(begin, for: purpose)
        do throws(JournalError) {
            let result = try body()
            try execute("COMMIT", for: purpose)
            return result
        } catch {
            // SQLite has rolled back by itself after some failures, and then says so: there is nothing more to do.
            sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
            throw error
        }
    }

    func check(_ code: Int32, _ purpose: Purpose) throws(JournalError) {
        guard code != SQLITE_OK else { return }
        throw SQLiteFailure(code: code, connection: handle).error(path: path, purpose: purpose)
    }

    /// The path as a URI wants it: SQLite reads `%`, `?` and `#` specially.
    private static func escaped(_ path: String) -> String {
        path.replacing("%", with: "%25").replacing("?", with: "%3f").replacing("#", with: "%23")
    }
}

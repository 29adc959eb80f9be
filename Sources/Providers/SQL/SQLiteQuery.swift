import CSQLite
import Diagnostics
import Execution
import Plan
import Platform

/// A query to a file of SQLite that gives one number, and may count its observations: the file is opened for reading, asked
/// and closed.
struct SQLiteQuery: Sendable {
    let path: String
    /// The path as the plan has it.
    let file: String
    let query: String
    let timeout: Duration

    /// Waits on the thread that calls it.
    func run(_ question: SQLQuestion) throws(ProviderFailure) -> MetricAnswer {
        // To open a pipe would wait for somebody who writes to it.
        guard !FileSystem.exists(path) || FileSystem.isRegularFile(path) else {
            throw ProviderFailure("cannot ask `\(file)`: it is not a regular file", isTransient: false)
        }
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        // A relative path that begins with `file:` could be taken for a URI.
        let code = sqlite3_open_v2(Path.isAbsolute(path) ? path : "./" + path, &opened, flags, nil)
        // Also of one that failed to open.
        defer { sqlite3_close_v2(opened) }
        guard code == SQLITE_OK, let database = opened else { throw failure(code, opened) }
        // Nothing else is opened from within, and nothing of it is written.
        sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0)
        sqlite3_exec(database, "PRAGMA query_only = 1", nil, nil, nil)
        sqlite3_busy_timeout(database, Int32(clamping: timeout.nanoseconds / 1_000_000))
        var deadline = Clock.monotonicNanoseconds() + timeout.nanoseconds
        return try withUnsafeMutablePointer(to: &deadline) { deadline throws(ProviderFailure) in
            sqlite3_progress_handler(
                database,
                1000,
                { Clock.monotonicNanoseconds() > ($0?.assumingMemoryBound(to: Int64.self).pointee ?? 0) ? 1 : 0 },
                deadline
            )
            defer { sqlite3_progress_handler(database, 0, nil, nil) }
            return try ask(database, question)
        }
    }

    private func ask(_ database: OpaquePointer, _ question: SQLQuestion) throws(ProviderFailure) -> MetricAnswer {
        let statement = try prepare(database)
        defer { sqlite3_finalize(statement) }
        for index in 0..<sqlite3_bind_parameter_count(statement) { try bind(statement, index + 1, question) }
        let columns = sqlite3_column_count(statement)
        guard (1...2).contains(columns) else { throw refusal("gives \(columns) columns, \(SQLCall.columns)") }
        guard try step(statement, database) else { return .none("the query gives no row") }
        let value = try value(statement, isCounted: columns == 2)
        guard try !step(statement, database) else { throw refusal("gives several rows, and one is needed") }
        return value
    }

    private func prepare(_ database: OpaquePointer) throws(ProviderFailure) -> OpaquePointer {
        var statement: OpaquePointer?
        var isAlone = true
        let code = query.withCString { start in
            var rest: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v2(database, start, -1, &statement, &rest)
            isAlone = rest.map { String(cString: $0).allSatisfy { $0.isWhitespace || $0 == ";" } } ?? true
            return code
        }
        guard code == SQLITE_OK else { throw failure(code, database) }
        guard let statement else { throw refusal("is empty") }
        guard isAlone, sqlite3_stmt_readonly(statement) != 0 else {
            sqlite3_finalize(statement)
            throw refusal(isAlone ? "would write, and it may only read" : "is several statements, and one is needed")
        }
        return statement
    }

    private func bind(
        _ statement: OpaquePointer,
        _ index: Int32,
        _ question: SQLQuestion
    ) throws(ProviderFailure) {
        guard let name = sqlite3_bind_parameter_name(statement, index).map({ String(cString: $0) }) else {
            throw refusal("has a parameter without a name")
        }
        switch question[String(name.dropFirst())] {
        case .text(let text)?:
            let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            sqlite3_bind_text64(statement, index, text, UInt64(text.utf8.count), transient, UInt8(SQLITE_UTF8))
        case .number(let number)?: sqlite3_bind_double(statement, index, number)
        case nil: throw SQLQuestion.unknown(String(name.dropFirst()))
        }
    }

    private func step(_ statement: OpaquePointer, _ database: OpaquePointer) throws(ProviderFailure) -> Bool {
        let code = sqlite3_step(statement)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure(code, database)
        }
    }

    private func value(_ statement: OpaquePointer, isCounted: Bool) throws(ProviderFailure) -> MetricAnswer {
        guard let value = try number(statement, 0) else { return .none("the query gives NULL") }
        guard value.isFinite else { return .none("the query gives \(value)") }
        guard isCounted else { return .value(value, samples: nil) }
        let count = try number(statement, 1) ?? 0
        guard let samples = SampleCount.whole(count) else { throw refusal("counts `\(count)` observations") }
        return .value(value, samples: samples)
    }

    /// The number in a column of the row at hand; nil is NULL.
    private func number(_ statement: OpaquePointer, _ column: Int32) throws(ProviderFailure) -> Double? {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_NULL: return nil
        case SQLITE_INTEGER, SQLITE_FLOAT: return sqlite3_column_double(statement, column)
        default: throw refusal("gives text, and a number is needed")
        }
    }

    private func refusal(_ problem: String) -> ProviderFailure {
        ProviderFailure("the query to `\(file)` \(problem)", isTransient: false)
    }

    private func failure(_ code: Int32, _ database: OpaquePointer?) -> ProviderFailure {
        let primary = code & 0xFF
        if primary == SQLITE_INTERRUPT {
            return ProviderFailure(
                "the query to `\(file)` was ended, as it took longer than \(timeout.planText)",
                isTransient: true
            )
        }
        let reason = database.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
        return ProviderFailure(
            PrintableText.escaping("cannot ask `\(file)`: \(reason)"),
            isTransient: [SQLITE_BUSY, SQLITE_LOCKED, SQLITE_IOERR, SQLITE_NOMEM].contains(primary)
        )
    }
}

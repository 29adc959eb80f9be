internal import CSQLite

/// One prepared statement, finalized at the end of its life; it keeps its database open.
struct Statement: ~Copyable {
    private let handle: OpaquePointer
    private let database: Database
    private let purpose: Database.Purpose

    /// Tells SQLite to copy what is bound, before the array or string it came from is gone.
    private static var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    init(_ handle: OpaquePointer, of database: Database, for purpose: Database.Purpose) {
        self.handle = handle
        self.database = database
        self.purpose = purpose
    }

    deinit { sqlite3_finalize(handle) }

    // Parameters count from 1, columns from 0, as SQLite does.

    func bind(_ value: Int, at index: Int32) throws(JournalError) {
        try database.check(sqlite3_bind_int64(handle, index, Int64(value)), purpose)
    }

    func bind(_ value: Int?, at index: Int32) throws(JournalError) {
        guard let value else { return try bindNull(at: index) }
        try bind(value, at: index)
    }

    /// Binds a number; SQLite takes one that is not a number for NULL.
    func bind(_ value: Double?, at index: Int32) throws(JournalError) {
        guard let value else { return try bindNull(at: index) }
        try database.check(sqlite3_bind_double(handle, index, value), purpose)
    }

    private func bindNull(at index: Int32) throws(JournalError) {
        try database.check(sqlite3_bind_null(handle, index), purpose)
    }

    func bind(_ value: String?, at index: Int32) throws(JournalError) {
        guard let value else { return try bindNull(at: index) }
        let count = UInt64(value.utf8.count)
        try database.check(
            sqlite3_bind_text64(handle, index, value, count, Self.transient, UInt8(SQLITE_UTF8)),
            purpose
        )
    }

    func bind(_ value: [UInt8], at index: Int32) throws(JournalError) {
        // The pointer of an empty array may be nil, which SQLite would take for NULL.
        guard !value.isEmpty else { return try database.check(sqlite3_bind_zeroblob(handle, index, 0), purpose) }
        try database.check(sqlite3_bind_blob64(handle, index, value, UInt64(value.count), Self.transient), purpose)
    }

    /// Runs a statement that gives no row with parts of some bytes, of which there must be any, bound where they lie, which
    /// SQLite need not copy so.
    ///
    /// - Parameters:
    ///   - parts: One for each parameter in turn.
    ///   - first: The first of these parameters.
    func run(
        binding bytes: Span<UInt8>,
        _ parts: InlineArray<3, Range<Int>>,
        from first: Int32
    ) throws(JournalError) {
        try bytes.withUnsafeBufferPointer { bytes throws(JournalError) in
            defer { for place in parts.indices { sqlite3_bind_null(handle, first + Int32(place)) } }
            for place in parts.indices {
                let part = bytes[parts[place]]
                let start = bytes.baseAddress.map { $0 + part.startIndex }
                try database.check(
                    sqlite3_bind_blob64(handle, first + Int32(place), start, UInt64(part.count), nil),
                    purpose
                )
            }
            try run()
        }
    }

    /// Goes to the next row; false where there is none.
    func step() throws(JournalError) -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        try database.check(code, purpose)
        return false
    }

    /// Runs a statement that gives no row, and makes it ready to run again.
    func run() throws(JournalError) {
        // Also where it fails: it may be run again.
        defer { sqlite3_reset(handle) }
        _ = try step()
    }

    func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

    func optionalInteger(_ column: Int32) -> Int? { isNull(column) ? nil : integer(column) }

    func optionalNumber(_ column: Int32) -> Double? { isNull(column) ? nil : sqlite3_column_double(handle, column) }

    private func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func text(_ column: Int32) -> String? {
        guard let start = sqlite3_column_text(handle, column) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }
}

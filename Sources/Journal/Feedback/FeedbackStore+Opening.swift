internal import Digests
internal import Platform

extension FeedbackStore {
    /// Opens the store of a state folder; nil where there is none and none is to be made. A file that is no store of
    /// feedback, or of another version, is left as it was.
    package static func open(folder: String, createIfMissing: Bool) throws(FeedbackStoreError) -> FeedbackStore? {
        let path = Path.join(folder, fileName)
        return try reporting { () throws(JournalError) in
            if !FileSystem.exists(path) {
                guard createIfMissing else { return nil }
                let key = "INSERT INTO secret (key) VALUES (x'\(Self.hexadecimal(DigestKey.random().bytes))');"
                try Database.make(path, in: folder, creation: FeedbackSchema.creation + key, isPrivate: true)
            }
            let database = try connect(path)
            return FeedbackStore(database: database, key: try key(in: database))
        }
    }

    private static func connect(_ path: String) throws(JournalError) -> Database {
        let database = try Database(path: path, access: .write)
        // By the header, before SQLite reads anything: its first read would recover a file left open, so alter it.
        let header = try database.header()
        guard Schema.isJournal(header: header, applicationID: FeedbackSchema.applicationID) else {
            throw .notAJournal(path: path)
        }
        let found = Schema.version(header: header)
        guard (1...FeedbackSchema.version).contains(found) else {
            throw .otherVersion(path: path, found: found, supported: FeedbackSchema.version)
        }
        try database.execute(FeedbackSchema.connection, for: .connect)
        if found < FeedbackSchema.version { try migrate(database) }
        return database
    }

    /// Brings an older store to this version, where nobody else has meanwhile.
    private static func migrate(_ database: Database) throws(JournalError) {
        try database.write { () throws(JournalError) in
            guard try database.number("PRAGMA user_version", for: .connect) < FeedbackSchema.version else { return }
            try database.execute(FeedbackSchema.migration, for: .write)
        }
    }

    private static func key(in database: Database) throws(JournalError) -> DigestKey {
        let statement = try database.prepare("SELECT key FROM secret", for: .connect)
        guard try statement.step(), let key = DigestKey(bytes: statement.bytes(0)) else {
            throw .corrupt(path: database.path, reason: "its key is missing")
        }
        return key
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Runs the body, whose errors are then in the store's words.
    static func reporting<Result>(
        _ body: () throws(JournalError) -> Result
    ) throws(FeedbackStoreError) -> Result {
        do throws(JournalError) { return try body() } catch { throw FeedbackStoreError(cause: error) }
    }
}

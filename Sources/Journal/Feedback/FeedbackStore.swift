internal import Digests

/// What people said of the runs of one state folder, apart from the journal, so that it can be forgotten. For one thread
/// at a time.
package final class FeedbackStore {
    /// The database's file in the state folder.
    package static let fileName = "feedback.sqlite"

    private let database: Database
    private let key: DigestKey

    private static let columns = """
        run, at, said, received_at, unit, rating, thumb, text, source, digest, taken, number, model
        """

    init(database: Database, key: DigestKey) {
        self.database = database
        self.key = key
    }

    /// Adds entries to a run, all or none, and gives those that were new: an entry that came with a time is not when the
    /// same unit has said the same text at that time of that run.
    package func add(
        _ drafts: [StoredFeedback.Draft],
        to run: String,
        source: StoredFeedback.Source,
        receivedAt: String
    ) throws(FeedbackStoreError) -> [StoredFeedback] {
        try Self.reporting { () throws(JournalError) in
            try database.write { () throws(JournalError) in
                var added: [StoredFeedback] = []
                for draft in drafts where try !isKnown(draft, in: run) {
                    added.append(try insert(draft, in: run, source, receivedAt))
                }
                return added
            }
        }
    }

    /// The entries of a run by their time, those of one time in the order in which they came in.
    package func entries(of run: String) throws(FeedbackStoreError) -> [StoredFeedback] {
        try Self.reporting { () throws(JournalError) in
            let rows = try rows("run = ?1 ORDER BY max(at, ifnull(taken, 0)), number") {
                statement throws(JournalError) in
                try statement.bind(run, at: 1)
            }
            return rows.map(\.entry)
        }
    }

    /// The entries that an observation of a run counts, whose interval goes from `start` to before `end`, in nanoseconds:
    /// those said before its end that no earlier observation has counted. So an entry that came in too late for the
    /// observation of its time is counted by the next, and one observed again after a crash is counted again.
    package func take(
        of run: String,
        from start: Int,
        to end: Int
    ) throws(FeedbackStoreError) -> [StoredFeedback] {
        try Self.reporting { () throws(JournalError) in
            let condition = "run = ?1 AND at < ?2 AND (taken IS NULL OR taken >= ?3) ORDER BY at, number"
            let rows = try rows(condition) { statement throws(JournalError) in
                try statement.bind(run, at: 1)
                try statement.bind(end, at: 2)
                try statement.bind(start, at: 3)
            }
            let late = rows.filter { $0.entry.taken != start }
            if !late.isEmpty {
                try database.write { () throws(JournalError) in
                    let update = try database.prepare("UPDATE entry SET taken = ? WHERE number = ?", for: .write)
                    for row in late {
                        try update.bind(start, at: 1)
                        try update.bind(row.number, at: 2)
                        try update.run()
                    }
                }
            }
            return rows.map(\.entry)
        }
    }

    /// Deletes all that a unit has said, in every run, and gives how many entries that were, by run. Nothing of it is
    /// left in the file.
    package func forget(unit: String) throws(FeedbackStoreError) -> [(run: String, entries: Int)] {
        try Self.reporting { () throws(JournalError) in
            let forgotten = try database.write { () throws(JournalError) in
                let count = try database.prepare(
                    "SELECT run, count(*) FROM entry WHERE unit = ? GROUP BY run ORDER BY run",
                    for: .write
                )
                try count.bind(unit, at: 1)
                var forgotten: [(run: String, entries: Int)] = []
                while try count.step() { forgotten.append((count.text(0) ?? "", count.integer(1))) }
                let deletion = try database.prepare("DELETE FROM entry WHERE unit = ?", for: .write)
                try deletion.bind(unit, at: 1)
                try deletion.run()
                return forgotten
            }
            // Zeros are written over deleted rows; copies that moving rows between pages left go with the rebuilt file.
            try database.execute("VACUUM", for: .write)
            return forgotten
        }
    }

    private func isKnown(_ draft: StoredFeedback.Draft, in run: String) throws(JournalError) -> Bool {
        guard let said = draft.said else { return false }
        let query = try database.prepare(
            "SELECT 1 FROM entry WHERE unit = ? AND run = ? AND said = ? AND text IS ?",
            for: .write
        )
        try query.bind(draft.unit, at: 1)
        try query.bind(run, at: 2)
        try query.bind(said, at: 3)
        try query.bind(draft.text, at: 4)
        return try query.step()
    }

    private func insert(
        _ draft: StoredFeedback.Draft,
        in run: String,
        _ source: StoredFeedback.Source,
        _ receivedAt: String
    ) throws(JournalError) -> StoredFeedback {
        let salt = DigestKey.randomBytes(FeedbackSchema.saltCount)
        let digest = draft.digest(run: run, salt: salt, key: key)
        let insertion = try database.prepare(
            """
            INSERT INTO entry (run, at, said, received_at, unit, rating, thumb, text, source, salt, digest, model)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            for: .write
        )
        try insertion.bind(run, at: 1)
        try insertion.bind(draft.at, at: 2)
        try insertion.bind(draft.said, at: 3)
        try insertion.bind(receivedAt, at: 4)
        try insertion.bind(draft.unit, at: 5)
        try insertion.bind(draft.rating, at: 6)
        try insertion.bind(draft.thumb?.rawValue, at: 7)
        try insertion.bind(draft.text, at: 8)
        try insertion.bind(source.rawValue, at: 9)
        try insertion.bind(salt, at: 10)
        try insertion.bind(digest.bytes, at: 11)
        try insertion.bind(draft.model?.rawValue, at: 12)
        try insertion.run()
        return StoredFeedback(draft: draft, receivedAt: receivedAt, source: source, digest: digest, taken: nil)
    }

    private func rows(
        _ condition: String,
        bind: (borrowing Statement) throws(JournalError) -> Void
    ) throws(JournalError) -> [(number: Int, entry: StoredFeedback)] {
        let query = try database.prepare("SELECT \(Self.columns) FROM entry WHERE \(condition)", for: .read)
        try bind(query)
        var rows: [(number: Int, entry: StoredFeedback)] = []
        while try query.step() { rows.append((query.integer(11), try entry(query))) }
        return rows
    }

    private func entry(_ row: borrowing Statement) throws(JournalError) -> StoredFeedback {
        guard let source = StoredFeedback.Source(rawValue: row.text(8) ?? ""), let digest = Digest(bytes: row.bytes(9))
        else { throw .corrupt(path: database.path, reason: "an entry has no known source or no digest") }
        return StoredFeedback(
            draft: StoredFeedback.Draft(
                at: row.integer(1),
                said: row.optionalInteger(2),
                unit: row.text(4) ?? "",
                rating: row.optionalNumber(5),
                thumb: row.text(6).flatMap(StoredFeedback.Thumb.init(rawValue:)),
                text: row.text(7),
                model: row.text(12).flatMap(StoredFeedback.Model.init(rawValue:))
            ),
            receivedAt: row.text(3) ?? "",
            source: source,
            digest: digest,
            taken: row.optionalInteger(10)
        )
    }
}

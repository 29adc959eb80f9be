/// What somebody asked of a run.
package struct StoredCommand: Hashable, Sendable {
    /// Counts up over all runs of the journal, in the order in which they were given.
    package let number: Int
    /// Such as `approve`; the journal knows no meaning of it.
    package let kind: String
    package let who: String
    package let note: String?
    /// The stage that it is about, where it is about one.
    package let stage: String?
    /// RFC 3339, as given by whoever asked.
    package let givenAt: String
    /// The record, counted from 1, by which the run took it; nil while it waits to be taken.
    package let record: Int?

    /// The columns in the order of `init`, for a condition or an order to follow.
    static let query = "SELECT number, kind, who, note, stage, given_at, record FROM command"

    /// Reads the row a statement of `query` stands on.
    init(_ statement: borrowing Statement) {
        number = statement.integer(0)
        kind = statement.text(1) ?? ""
        who = statement.text(2) ?? ""
        note = statement.text(3)
        stage = statement.text(4)
        givenAt = statement.text(5) ?? ""
        record = statement.optionalInteger(6)
    }
}

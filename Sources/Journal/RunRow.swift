internal import Digests

/// A row of the table `run`.
struct RunRow {
    /// The table's key, which the records refer to.
    let number: Int
    let summary: RunSummary

    /// The columns in the order of `init`, for a condition or an order to follow.
    static let query = """
        SELECT number, id, plan, plan_path, program_digest, state, stage, started_at, updated_at, records, head, target
        FROM run
        """

    /// Reads the row a statement of `query` stands on.
    init(_ statement: borrowing Statement, path: String) throws(JournalError) {
        let id = statement.text(1) ?? ""
        guard let state = RunState(rawValue: statement.text(5) ?? "") else {
            throw .corrupt(path: path, reason: "run `\(id)` has no known state")
        }
        guard let head = Digest(bytes: statement.bytes(10)) else {
            throw .corrupt(path: path, reason: "run `\(id)` has no head")
        }
        number = statement.integer(0)
        summary = RunSummary(
            id: id,
            plan: statement.text(2) ?? "",
            planPath: statement.text(3) ?? "",
            programDigest: statement.text(4) ?? "",
            state: state,
            stage: statement.text(6),
            target: statement.text(11),
            startedAt: statement.text(7) ?? "",
            updatedAt: statement.text(8) ?? "",
            records: statement.integer(9),
            head: head
        )
    }
}

/// The records of a run, read one by one in their order.
struct RecordRows: ~Copyable {
    private let statement: Statement

    init(of run: Int, in database: Database) throws(JournalError) {
        let statement = try database.prepare(
            "SELECT sequence, hash, previous, bytes FROM record WHERE run = ? ORDER BY sequence",
            for: .read
        )
        try statement.bind(run, at: 1)
        self.statement = statement
    }

    func next() throws(JournalError) -> ChainWalk.Link? {
        guard try statement.step() else { return nil }
        return ChainWalk.Link(
            sequence: statement.integer(0),
            hash: statement.bytes(1),
            previous: statement.bytes(2),
            bytes: statement.bytes(3)
        )
    }
}

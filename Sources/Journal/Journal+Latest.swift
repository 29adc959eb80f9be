extension Journal {
    /// Shows the last records of a run, the last first, as long as `body` asks for more. They are taken as they stand: what
    /// proves them is their chain, from the first on.
    package func latestRecords(of id: String, _ body: ([UInt8]) -> Bool) throws(JournalError) {
        try read(id) { (row, database) throws(JournalError) in
            let statement = try database.prepare(
                "SELECT bytes FROM record WHERE run = ? ORDER BY sequence DESC",
                for: .read
            )
            try statement.bind(row.number, at: 1)
            while try statement.step() { if !body(statement.bytes(0)) { return } }
        }
    }
}

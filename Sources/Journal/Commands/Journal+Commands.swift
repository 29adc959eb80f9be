extension Journal {
    /// Keeps a command for whoever drives the run, now or later; it is on the disk when this returns.
    ///
    /// - Returns: The command, and whether it is new: where the same person has asked the same already and the run has not
    ///   taken it yet, it is that one.
    package func ask(
        _ kind: String,
        of run: String,
        by who: String,
        note: String?,
        stage: String?,
        at timestamp: String
    ) throws(JournalError) -> (command: StoredCommand, isNew: Bool) {
        try write(run) { (row, database) throws(JournalError) in
            let waiting = try database.prepare(
                StoredCommand.query
                    + " WHERE run = ? AND record IS NULL AND kind = ? AND who = ? AND stage IS ? ORDER BY number",
                for: .write
            )
            try waiting.bind(row.number, at: 1)
            try waiting.bind(kind, at: 2)
            try waiting.bind(who, at: 3)
            try waiting.bind(stage, at: 4)
            if try waiting.step() { return (StoredCommand(waiting), false) }
            let insertion = try database.prepare(
                """
                INSERT INTO command (run, kind, who, note, stage, given_at) VALUES (?, ?, ?, ?, ?, ?)
                RETURNING number, kind, who, note, stage, given_at, record
                """,
                for: .write
            )
            try insertion.bind(row.number, at: 1)
            try insertion.bind(kind, at: 2)
            try insertion.bind(who, at: 3)
            try insertion.bind(note, at: 4)
            try insertion.bind(stage, at: 5)
            try insertion.bind(timestamp, at: 6)
            guard try insertion.step() else { throw .corrupt(path: database.path, reason: "a new row is not there") }
            return (StoredCommand(insertion), true)
        }
    }

    /// All that was asked of a run, oldest first.
    package func commands(of run: String) throws(JournalError) -> [StoredCommand] {
        try read(run) { (row, database) throws(JournalError) in
            let statement = try database.prepare(StoredCommand.query + " WHERE run = ? ORDER BY number", for: .read)
            try statement.bind(row.number, at: 1)
            var commands: [StoredCommand] = []
            while try statement.step() { commands.append(StoredCommand(statement)) }
            return commands
        }
    }
}

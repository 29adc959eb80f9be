import Journal
import Testing

@Suite struct CommandTests {
    private func ask(_ kind: String, by who: String, _ journal: Journal) throws -> (command: StoredCommand, isNew: Bool)
    {
        try journal.ask(kind, of: "iris-1", by: who, note: "because", stage: "canary", at: morning)
    }

    @Test func aCommandWaitsUntilARecordTakesIt() throws {
        let folder = try TemporaryFolder()
        let run = try Journal.opened(folder).created()
        let other = try Journal.opened(folder)
        let (command, isNew) = try ask("approve", by: "ann", other)
        #expect(isNew && command.record == nil && command.note == "because" && command.stage == "canary")
        #expect(try run.commands(after: 0) == [command])
        #expect(try run.commands(after: command.number).isEmpty)
        try run.append(Array(event(1).utf8))
        try run.append(Array(event(2).utf8), taking: command.number)
        // Not before it is on the disk.
        #expect(try run.commands(after: 0) == [command])
        try run.commit()
        #expect(try run.commands(after: 0).isEmpty)
        #expect(try other.commands(of: "iris-1").map(\.record) == [2])
    }

    @Test func askingTwiceIsAskingOnceUntilItIsTaken() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal.opened(folder)
        let run = try journal.created()
        let first = try ask("hold", by: "ann", journal).command
        #expect(try ask("hold", by: "ann", journal) == (first, false))
        #expect(try ask("hold", by: "bob", journal).isNew && ask("promote", by: "ann", journal).isNew)
        try run.append(Array(event(1).utf8), taking: first.number)
        try run.commit()
        #expect(try ask("hold", by: "ann", journal).isNew)
    }

    @Test func aRunTakesItsOwnCommandsOnly() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal.opened(folder)
        let (one, two) = (try journal.created(), try journal.created())
        let command = try ask("hold", by: "ann", journal).command
        #expect(try two.commands(after: 0).isEmpty)
        try two.append(Array(event(1).utf8), taking: command.number)
        try two.commit()
        #expect(try one.commands(after: 0) == [command])
        #expect(
            journalError { _ = try journal.ask("hold", of: "iris-9", by: "a", note: nil, stage: nil, at: morning) }
                != nil
        )
    }

    @Test func whoLooksSeesThatSomebodyHasWritten() throws {
        let folder = try TemporaryFolder()
        let run = try Journal.opened(folder).created()
        let count = try run.changeCount()
        #expect(try run.changeCount() == count)
        _ = try ask("hold", by: "ann", Journal.opened(folder))
        #expect(try run.changeCount() != count)
    }
}

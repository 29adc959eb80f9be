import Journal
import Testing

@Suite struct FailedWriteTests {
    /// Room for some of the batch, not for all of it.
    @Test func aFullDiskIsNamedAndLosesNothing() throws {
        let folder = try Connections.watchedFolder()
        try Journal.opened(folder).created().write(event(1))
        try Connections.fill(folder)
        let full = JournalError.full(path: folder["journal.sqlite"])
        do {
            let run = try Journal.opened(folder).resumeRun("iris-1")
            let head = run.head
            for number in 2...2000 { try run.append(Array(event(number).utf8)) }
            #expect(journalError { try run.commit() } == full)
            #expect(run.head == head)
            #expect(journalError { try run.append(Array(event(2).utf8)) } == full)
            #expect(journalError { try run.commit() } == full)
        }
        try Connections.free(folder)
        let journal = try Journal.opened(folder)
        #expect(texts(try journal.records(of: "iris-1")) == [event(1)])
        try journal.resumeRun("iris-1").write(event(2))
    }

    /// The third record of the second batch is refused by a trigger: of the batch, nothing stays.
    @Test func aBatchThatFailsHalfwayIsNotThere() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal.opened(folder)
        let run = try journal.created()
        try run.write(event(1), event(2))
        try RawDatabase.execute(
            """
            CREATE TRIGGER refusal BEFORE INSERT ON record WHEN new.sequence = 5
            BEGIN SELECT RAISE(ABORT, 'refused'); END
            """,
            in: folder
        )
        let error = JournalError.corrupt(path: folder["journal.sqlite"], reason: "refused")
        #expect(journalError { try run.write(event(3), event(4), event(5), event(6)) } == error)
        // The cause is gone, but the lost records are not made good by later ones.
        try RawDatabase.execute("DROP TRIGGER refusal", in: folder)
        #expect(journalError { try run.append(Array(event(7).utf8)) } == error)
        #expect(journalError { try run.commit(state: .released, stage: nil, at: morning) } == error)
        #expect(texts(try journal.records(of: run.id)) == [event(1), event(2)])
        #expect(try journal.run(run.id).state == .running)
        // The journal itself is not harmed.
        try journal.created().write(event(1))
    }

    /// The batch is in the file, but the run's row is not its own any longer, as where file locks do not hold.
    @Test func aSecondWriterOfTheRunIsStopped() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal.opened(folder)
        let run = try journal.created()
        try run.write(event(1))
        try RawDatabase.execute("UPDATE run SET head = zeroblob(32)", in: folder)
        #expect(journalError { try run.write(event(2)) } == .leaseLost(.run(run.id), by: nil))
        try RawDatabase.execute("UPDATE run SET head = (SELECT hash FROM record)", in: folder)
        #expect(texts(try journal.records(of: run.id)) == [event(1)])
    }

    @Test func everyErrorSaysWhatItIsAbout() {
        let path = "state/journal.sqlite"
        let errors: [(JournalError, [String])] = [
            (.missing(path: path), [path]),
            (.cannotOpen(path: path, reason: "why"), [path, "why"]),
            (.notWritable(path: path, reason: "why"), [path, "why", "--state"]),
            (.readOnly(path: path), [path]),
            (.full(path: path), [path, "free some", "planrun resume"]),
            (.otherVersion(path: path, found: 2, supported: 1), [path, "2", "1", "newer planrun"]),
            (.otherVersion(path: path, found: 0, supported: 1), [path, "0", "1", "--state"]),
            (.notAJournal(path: path), [path, "left as it is"]),
            (.needsRecovery(path: path), [path, "copy the folder"]),
            (.corrupt(path: path, reason: "why"), [path, "why", "backup"]),
            (.damaged(run: "iris-1", ChainFinding(.altered, at: 7)), ["iris-1", "7", "was altered", "backup"]),
            (.unknownRun("irs-1", nearest: "iris-1"), ["`irs-1`", "did you mean `iris-1`?"]),
            (.unknownRun("irs-1", nearest: nil), ["`irs-1`", "planrun status"]),
            (.heldByAnother(run: "iris-1", by: LeaseHolder(pid: 42)), ["iris-1", "process 42;"]),
            (.heldByAnother(run: "iris-1", by: nil), ["iris-1", "another process"]),
            (
                .heldByAnother(run: "iris-1", by: LeaseHolder(pid: 42, host: "far", silence: 100)),
                ["process 42 on `far`", "100 s ago", "in 20 s"]
            ),
            (.targetHeld(run: "iris-2", by: LeaseHolder(pid: 42)), ["the same target", "`iris-2`", "process 42"]),
            (.leaseLost(.run("iris-1"), by: LeaseHolder(pid: 42)), ["iris-1", "process 42", "stops"]),
            (.cannotRead(path: path, reason: "why"), [path, "why"]),
            (.cannotWrite(path: path, reason: "why"), [path, "why"]),
        ]
        for (error, parts) in errors {
            for part in parts { #expect("\(error)".contains(part)) }
            #expect("\(error)".last != ".")
            #expect("\(error)".first?.isUppercase == false)
        }
    }
}

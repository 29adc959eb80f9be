import Diagnostics
import Digests
import Journal
import Platform
import Testing

@Suite struct VerificationTests {
    /// A run of five records, and the head after each of them.
    private func recorded(_ folder: TemporaryFolder) throws -> (run: String, heads: [Digest]) {
        let run = try Journal.opened(folder).created()
        var heads = [run.head]
        for number in 1...5 {
            try run.write(event(number))
            heads.append(run.head)
        }
        return (run.id, heads)
    }

    @Test func aWholeRunIsProvedAsFarAsTheHeadReaches() throws {
        let folder = try TemporaryFolder()
        let (run, heads) = try recorded(folder)
        let journal = try Journal.opened(folder)
        for (number, head) in heads.enumerated() {
            let proof = try journal.verify(run, head: head)
            #expect(proof.findings.isEmpty && proof.named == number && proof.wholeThrough == 5 && proof.records == 5)
        }
        #expect(try journal.verify(run, head: nil).named == nil)
        #expect(try journal.verify(run, head: nil).head == heads[5])
    }

    /// A run that was lost is not one that never was, and no other goes by its name.
    @Test func aRunThatWasLostIsMissed() throws {
        let folder = try TemporaryFolder()
        let (run, _) = try recorded(folder)
        try RawDatabase.execute("PRAGMA foreign_keys = OFF; DELETE FROM run", in: folder)
        let journal = try Journal.opened(folder)
        guard case .corrupt(_, let reason)? = journalError({ _ = try journal.run(run) }) else {
            Issue.record("not missed")
            return
        }
        #expect(reason == "it holds 5 records of runs that it lists no longer")
        try RawDatabase.execute("DELETE FROM record", in: folder)
        #expect(journalError { _ = try journal.run(run) } == .unknownRun(run, nearest: nil))
        try FileSystem.createFolder(folder[run])
        #expect(try journal.created().id == "iris-2")
    }

    /// What is not there any longer, or is not as it was made.
    @Test(arguments: [
        ("DROP TABLE lease", "its `lease` is missing, or not as it was made"),
        ("DROP TABLE command", "its `command` is missing, or not as it was made"),
        ("DROP INDEX command_of_run", "its `command_of_run` is missing, or not as it was made"),
        ("ALTER TABLE run ADD COLUMN more TEXT", "its `run` is missing, or not as it was made"),
        ("CREATE TABLE more (number INTEGER)", "it holds `more`, which planrun did not make"),
    ])
    func tablesThatAreLostAreMissed(sql: String, expected: String) throws {
        let folder = try TemporaryFolder()
        let (run, _) = try recorded(folder)
        try RawDatabase.execute("PRAGMA foreign_keys = OFF; " + sql, in: folder)
        let journal = try Journal.opened(folder)
        guard case .corrupt(_, let reason)? = journalError({ _ = try journal.verify(run, head: nil) }) else {
            Issue.record("not missed")
            return
        }
        #expect(reason == expected)
    }

    /// What nobody can see who does not know the head.
    @Test func recordsCutOffTheEndShowByTheHeadAlone() throws {
        let folder = try TemporaryFolder()
        let (run, heads) = try recorded(folder)
        try RawDatabase.execute(
            """
            DELETE FROM record WHERE sequence > 3;
            UPDATE run SET records = 3, head = (SELECT hash FROM record WHERE sequence = 3)
            """,
            in: folder
        )
        let journal = try Journal.opened(folder)
        #expect(try journal.verify(run, head: nil).findings.isEmpty)
        let proof = try journal.verify(run, head: heads[5])
        #expect(proof.findings.isEmpty && proof.named == nil)
        #expect(try journal.verify(run, head: heads[3]).named == 3)
    }

    /// Records 2 and 3 change places; record 5 is altered.
    @Test func everythingThatIsWrongIsFoundAtOnce() throws {
        let folder = try TemporaryFolder()
        let (run, _) = try recorded(folder)
        try RawDatabase.execute(
            """
            UPDATE record SET sequence = 20 WHERE sequence = 2; UPDATE record SET sequence = 2 WHERE sequence = 3;
            UPDATE record SET sequence = 3 WHERE sequence = 20; UPDATE record SET bytes = 'x' WHERE sequence = 5
            """.replacing("'x'", with: "x'78'"),
            in: folder
        )
        let proof = try Journal.opened(folder).verify(run, head: nil)
        let found = proof.findings.map { "\($0.code.id) \($0.description)" }
        #expect(
            found == [
                "PR0352 record 2 does not follow the one before it; it was written after the one that now is record 3",
                "PR0352 record 3 does not follow the one before it; it was written after the one that now is record 1",
                "PR0352 record 4 does not follow the one before it; it was written after the one that now is record 2",
                "PR0350 record 5 was altered",
            ]
        )
        #expect(proof.wholeThrough == 1)
    }

    @Test func aGapIsOneFinding() throws {
        let folder = try TemporaryFolder()
        let (run, _) = try recorded(folder)
        try RawDatabase.execute("DELETE FROM record WHERE sequence IN (2, 3)", in: folder)
        let proof = try Journal.opened(folder).verify(run, head: nil)
        #expect(proof.findings.map(\.description) == ["records 2 to 3 are missing"])
    }

    /// A record that is there twice, in its own right: put in after the third, and the later ones moved on.
    @Test func aRepeatedRecordIsFound() throws {
        let folder = try TemporaryFolder()
        let (run, heads) = try recorded(folder)
        try RawDatabase.execute(
            """
            UPDATE record SET sequence = sequence + 10 WHERE sequence > 3;
            INSERT INTO record SELECT run, 4, hash, previous, bytes FROM record WHERE sequence = 3;
            UPDATE record SET sequence = sequence - 9 WHERE sequence > 10; UPDATE run SET records = 6
            """,
            in: folder
        )
        let proof = try Journal.opened(folder).verify(run, head: heads[5])
        #expect(proof.findings.map(\.what) == [.unlinked] && proof.findings.first?.records == 4...4)
    }
}

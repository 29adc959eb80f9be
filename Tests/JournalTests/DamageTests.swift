import Digests
import Journal
import Testing

@Suite struct DamageTests {
    /// What was done to a run of five records behind the journal's back, and what is found.
    static let cases: [(sql: String, sequence: Int, what: JournalError.Damage)] = [
        ("UPDATE record SET bytes = CAST('{\"event\":9}' AS BLOB) WHERE sequence = 3", 3, .altered),
        // One bit of the stored hash.
        ("UPDATE record SET hash = unhex_flip(hash) WHERE sequence = 2", 2, .altered),
        ("UPDATE record SET previous = zeroblob(32) WHERE sequence = 4", 4, .unlinked),
        ("DELETE FROM record WHERE sequence = 3", 3, .missing),
        ("DELETE FROM record WHERE sequence = 1", 1, .missing),
        ("DELETE FROM record WHERE sequence = 5", 5, .missing),
        ("DELETE FROM record", 1, .missing),
        // Rows 2 and 3 change places, hashes and all.
        (
            """
            UPDATE record SET sequence = 20 WHERE sequence = 2; UPDATE record SET sequence = 2 WHERE sequence = 3; \
            UPDATE record SET sequence = 3 WHERE sequence = 20
            """, 2, .unlinked
        ),
        // The rows close ranks over the one that was taken out.
        (
            "DELETE FROM record WHERE sequence = 3; UPDATE record SET sequence = sequence - 1 WHERE sequence > 3",
            3, .unlinked
        ),
        ("INSERT INTO record SELECT run, 6, hash, previous, bytes FROM record WHERE sequence = 5", 6, .surplus),
        ("UPDATE run SET records = 4", 5, .surplus),
        ("UPDATE run SET records = 6", 6, .missing),
        ("UPDATE run SET head = zeroblob(32)", 5, .head),
        ("UPDATE run SET program_digest = 'other'", 1, .unlinked),
    ]

    @Test(arguments: cases.indices) func aBrokenChainIsLocated(index: Int) throws {
        let folder = try TemporaryFolder()
        let test = Self.cases[index]
        let run = try Journal.opened(folder).created()
        for number in 1...5 { try run.write(event(number)) }
        let flipped = run.head.bytes.enumerated().map { $0 == 31 ? $1 ^ 1 : $1 }
        let hexadecimal = flipped.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        try RawDatabase.execute(test.sql.replacing("unhex_flip(hash)", with: "x'\(hexadecimal)'"), in: folder)
        let journal = try Journal.opened(folder)
        #expect(
            damage(of: run.id, in: journal) == Found(sequence: test.sequence, what: test.what)
        )
        let verification = try journal.verify(run.id, head: nil)
        #expect(verification.findings.first?.records.lowerBound == test.sequence)
        #expect(verification.findings.first?.what == test.what)
        #expect(verification.wholeThrough == test.sequence - 1 || test.what == .head)
    }

    /// Whichever byte of a record is flipped.
    @Test func everyFlippedByteIsFound() throws {
        let folder = try TemporaryFolder()
        let run = try Journal.opened(folder).created()
        try run.write(event(1), event(2))
        let journal = try Journal.opened(folder)
        for offset in event(2).utf8.indices {
            var changed = Array(event(2).utf8)
            changed[event(2).utf8.distance(from: event(2).startIndex, to: offset)] ^= 0x20
            let hexadecimal = changed.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            try RawDatabase.execute("UPDATE record SET bytes = x'\(hexadecimal)' WHERE sequence = 2", in: folder)
            #expect(
                damage(of: run.id, in: journal) == Found(sequence: 2, what: .altered)
            )
        }
    }

    @Test func oneRunsDamageLeavesTheOthersReadable() throws {
        let folder = try TemporaryFolder()
        for _ in 1...2 { try Journal.opened(folder).created().write(event(1)) }
        try RawDatabase.execute("DELETE FROM record WHERE run = 1", in: folder)
        let journal = try Journal.opened(folder)
        #expect(journalError { _ = try journal.records(of: "iris-1") } != nil)
        #expect(texts(try journal.records(of: "iris-2")) == [event(1)])
        #expect(try journal.runs().count == 2)
    }

    private struct Found: Equatable {
        let sequence: Int
        let what: JournalError.Damage
    }

    /// What reading the run's records stops at.
    private func damage(of run: String, in journal: Journal) -> Found? {
        guard case .damaged(run, let finding)? = journalError({ _ = try journal.records(of: run) }) else { return nil }
        return Found(sequence: finding.records.lowerBound, what: finding.what)
    }
}

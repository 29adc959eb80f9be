import Journal
import Platform
import Testing

/// A crash, as it is seen by the next process: the files as they were at some moment, opened elsewhere.
@Suite struct CrashTests {
    @Test func whatWasCommittedIsThereAndNothingElse() throws {
        let folder = try TemporaryFolder()
        let run = try Journal.opened(folder).created()
        var expected: [String] = []
        for batch in 0..<10 {
            let events = (0...batch % 3).map { event(10 * batch + $0) }
            for event in events { try run.append(Array(event.utf8)) }
            try expectRecovered(expected, from: folder)
            try run.commit()
            expected += events
            try expectRecovered(expected, from: folder)
        }
    }

    private func expectRecovered(_ expected: [String], from folder: TemporaryFolder) throws {
        let copy = try TemporaryFolder()
        for name in ["journal.sqlite", "journal.sqlite-wal"] { try copy.write(folder.bytes(of: name), to: name) }
        let journal = try Journal.opened(copy)
        #expect(texts(try journal.records(of: "iris-1")) == expected)
        try journal.resumeRun("iris-1").write(event(999))
        #expect(texts(try journal.records(of: "iris-1")) == expected + [event(999)])
    }

    /// The log grows by one commit at a time, so its length after each says which commits a shorter one still holds.
    @Test func aShortenedLogHoldsTheCommitsBeforeTheCut() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal.opened(folder)
        let run = try journal.created()
        var ends: [(bytes: Int, records: [String])] = [(try folder.bytes(of: "journal.sqlite-wal").count, [])]
        for batch in 0..<8 {
            // Small batches, and some over several pages.
            let events = (0..<[1, 3, 40, 2][batch % 4]).map {
                #"{"batch":\#(batch),"event":\#($0),"text":"\#(filler)"}"#
            }
            for event in events { try run.append(Array(event.utf8)) }
            try run.commit()
            ends.append((try folder.bytes(of: "journal.sqlite-wal").count, (ends.last?.records ?? []) + events))
        }
        let (database, log) = (try folder.bytes(of: "journal.sqlite"), try folder.bytes(of: "journal.sqlite-wal"))
        #expect(log.count > 100_000)
        let copy = try TemporaryFolder()
        let cuts = Set(stride(from: 0, through: log.count, by: 512)).union(ends.flatMap { [$0.bytes - 1, $0.bytes] })
        for cut in cuts.sorted() {
            try copy.write(database, to: "journal.sqlite")
            try copy.write(Array(log[..<cut]), to: "journal.sqlite-wal")
            let reopened = try Journal.opened(copy)
            guard let end = ends.last(where: { $0.bytes <= cut }) else {
                #expect(try reopened.runs().isEmpty)
                continue
            }
            #expect(texts(try reopened.records(of: run.id)) == end.records)
        }
    }

    /// The length of the last commit reached the disk, but not all of its sectors.
    @Test func aTornCommitIsNotThere() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal.opened(folder)
        let run = try journal.created()
        try run.write(event(1))
        let end = try folder.bytes(of: "journal.sqlite-wal").count
        try run.write(event(2), event(3))
        let (database, log) = (try folder.bytes(of: "journal.sqlite"), try folder.bytes(of: "journal.sqlite-wal"))
        let copy = try TemporaryFolder()
        for sector in stride(from: end, to: log.count, by: 512) {
            var torn = log
            for index in sector..<min(sector + 512, log.count) { torn[index] ^= 0xFF }
            try copy.write(database, to: "journal.sqlite")
            try copy.write(torn, to: "journal.sqlite-wal")
            #expect(texts(try Journal.opened(copy).records(of: run.id)) == [event(1)])
        }
    }

    private var filler: String { String(repeating: "x", count: 500) }
}

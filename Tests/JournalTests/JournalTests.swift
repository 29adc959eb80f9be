import Digests
import Glibc
import Journal
import Platform
import Testing

@Suite struct JournalTests {
    @Test func recordsAndStateSurviveReopening() throws {
        let folder = try TemporaryFolder()
        // Bytes that are no UTF-8, and none at all, are kept as they are.
        let records: [[UInt8]] = [Array(#"{"a":1}"#.utf8), [0, 0xFF, 0xC0], [], Array(repeating: 7, count: 100_000)]
        do {
            let run = try Journal.opened(folder).created()
            #expect(run.id == "iris-1")
            try run.append(records[0])
            try run.append(records[1])
            try run.commit(state: .running, stage: "canary", at: "2026-03-01T09:31:00Z")
            try run.append(records[2])
            try run.append(records[3])
            try run.commit(state: .rolledBack, stage: nil, at: "2026-03-01T09:32:00Z")
        }
        let journal = try Journal.open(folder: folder.path, createIfMissing: false)
        let summary = try journal.run("iris-1")
        #expect(try journal.records(of: "iris-1") == records)
        #expect(try journal.runs() == [summary])
        #expect(
            summary
                == RunSummary(
                    id: "iris-1",
                    plan: "iris",
                    planPath: "plans/iris.yaml",
                    programDigest: digest,
                    state: .rolledBack,
                    stage: nil,
                    startedAt: morning,
                    updatedAt: "2026-03-01T09:32:00Z",
                    records: 4,
                    head: summary.head
                )
        )
    }

    /// The hashes are Python's: `sha256(b"iris-1" + b"ab" * 32)`, then `sha256(previous + record)` twice.
    @Test func theHeadIsTheHashOfTheChain() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal.opened(folder)
        let run = try journal.created()
        #expect(run.head.description == "36dfe5b8efe297a22fe9eb768c5a6d48603c0d97b6bc51b2817f0acb93b421e5")
        try run.append(Array(#"{"event":"started"}"#.utf8))
        #expect(run.head.description == "69c5924fd74d5eb6ff846613ec464e2ee474f50ba6e4fc33cb5a4ed23ded5fbd")
        #expect(try journal.run("iris-1").head != run.head)
        try run.write(#"{"event":"judged"}"#)
        #expect(run.head.description == "b0a285a050760ff97e6e9fc96feb01ad8598dfa5187dd45b2d2280040a48eb14")
        #expect(try journal.run("iris-1").head == run.head)
    }

    @Test(arguments: RunState.allCases) func everyStateIsKept(state: RunState) throws {
        let folder = try TemporaryFolder()
        let journal = try Journal.opened(folder)
        try journal.created().commit(state: state, stage: "canary", at: morning)
        #expect(try journal.run("iris-1").state == state)
        #expect(try journal.run("iris-1").stage == "canary")
    }

    @Test func idsCountPerPlan() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal.opened(folder)
        // The name `iris-1` makes ids that begin like those of `iris`.
        let ids = try ["iris", "iris", "credit", "iris-1", "iris"].map { try journal.created($0).id }
        #expect(ids == ["iris-1", "iris-2", "credit-1", "iris-1-1", "iris-3"])
        #expect(try journal.runs().map(\.id) == ids)
    }

    @Test func aNumberFollowsTheHighestEvenWhereOneIsGone() throws {
        let folder = try TemporaryFolder()
        for _ in 1...3 { _ = try Journal.opened(folder).created() }
        try RawDatabase.execute("DELETE FROM run WHERE id = 'iris-2'", in: folder)
        #expect(try Journal.opened(folder).created().id == "iris-4")
    }

    /// Each thread opens a journal of its own, the first of them makes it.
    @Test func creatorsAtTheSameTimeGetDistinctIDs() throws {
        let folder = try TemporaryFolder()
        let ids = try onThreads(4) { _ in
            let journal = try Journal.opened(folder)
            return try (0..<25).map { _ in try journal.created().id }
        }.flatMap { $0 }
        #expect(Set(ids) == Set((1...100).map { "iris-\($0)" }))
        #expect(folder.names.filter { $0.contains(".new-") }.isEmpty)
    }

    @Test func runsOfOneFolderWriteSideBySide() throws {
        let folder = try TemporaryFolder()
        let (one, two) = (try Journal.opened(folder).created(), try Journal.opened(folder).created())
        try one.append(Array(event(1).utf8))
        try two.write(event(2))
        try one.commit()
        let journal = try Journal.opened(folder)
        #expect(texts(try journal.records(of: one.id)) == [event(1)])
        #expect(texts(try journal.records(of: two.id)) == [event(2)])
    }

    @Test func aRunIsResumedWhereItStopped() throws {
        let folder = try TemporaryFolder()
        try Journal.opened(folder).created().write(event(1), event(2))
        let journal = try Journal.opened(folder)
        let run = try journal.resumeRun("iris-1")
        #expect(run.head == (try journal.run("iris-1").head))
        try run.write(event(3))
        #expect(texts(try journal.records(of: "iris-1")) == [event(1), event(2), event(3)])
    }

    @Test func aHeldRunNamesItsHolder() throws {
        let folder = try TemporaryFolder()
        let (journal, other) = (try Journal.opened(folder), try Journal.opened(folder))
        var run: RunJournal? = try journal.created()
        #expect(run?.id == "iris-1")
        let error = journalError { _ = try other.resumeRun("iris-1") }
        #expect(error == .heldByAnother(run: "iris-1", by: LeaseHolder(pid: Int(getpid()))))
        // Holding is not a lock on reading.
        #expect(try other.records(of: "iris-1").isEmpty)
        run = nil
        #expect(throws: Never.self) { try other.resumeRun("iris-1") }
    }

    @Test func anUnknownRunSuggestsTheNearest() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal.opened(folder)
        _ = try journal.created()
        #expect(journalError { _ = try journal.run("irs-1") } == .unknownRun("irs-1", nearest: "iris-1"))
        #expect(journalError { _ = try journal.records(of: "zzzzzz") } == .unknownRun("zzzzzz", nearest: nil))
        #expect(journalError { _ = try journal.resumeRun("irs-1") } == .unknownRun("irs-1", nearest: "iris-1"))
        #expect(!folder.names.contains("irs-1.lock"))
    }

    @Test func aNameWithASlashStaysInTheFolder() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal.opened(folder)
        #expect(try journal.created("../up").id == "../up-1")
        #expect(folder.names.contains("..%2Fup-1.lock"))
    }
}

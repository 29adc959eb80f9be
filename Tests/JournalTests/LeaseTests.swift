import Glibc
import Journal
import Platform
import Testing

@Suite struct LeaseTests {
    /// The row of a run that a process on another machine drives, and was last heard of so many seconds ago.
    private func held(in folder: TemporaryFolder, secondsAgo: Int) throws {
        _ = try Journal.opened(folder).created()
        try RawDatabase.execute(
            """
            UPDATE lease SET boot = 'another', host = 'far', pid = 42, token = 7,
                renewed_at = unixepoch() - \(secondsAgo)
            """,
            in: folder
        )
    }

    @Test func aProcessOfThisMachineThatIsGoneHoldsNothing() throws {
        let folder = try TemporaryFolder()
        _ = try Journal.opened(folder).created()
        // Whatever the time.
        for seconds in ["0", "unixepoch()", "unixepoch() + 1000000"] {
            try RawDatabase.execute("UPDATE lease SET pid = 42, is_held = 1, renewed_at = \(seconds)", in: folder)
            #expect(throws: Never.self) { try Journal.opened(folder).resumeRun("iris-1") }
        }
    }

    /// The bound between machines is two minutes, whichever way their clocks are off.
    @Test(arguments: [0, 100, -100]) func aProcessElsewhereIsWaitedFor(seconds: Int) throws {
        let folder = try TemporaryFolder()
        try held(in: folder, secondsAgo: seconds)
        let journal = try Journal.opened(folder)
        guard
            case .heldByAnother("iris-1", let holder)? = journalError({ _ = try journal.resumeRun("iris-1") })
        else { Issue.record("not held"); return }
        #expect(holder?.pid == 42 && holder?.host == "far")
        #expect(abs(abs(seconds) - (holder?.silence ?? -9)) < 10)
        #expect(try journal.driving(of: "iris-1").holder != nil)
    }

    @Test(arguments: [130, -130, 1_000_000]) func aProcessElsewhereIsGivenUp(seconds: Int) throws {
        let folder = try TemporaryFolder()
        try held(in: folder, secondsAgo: seconds)
        let journal = try Journal.opened(folder)
        #expect(try journal.driving(of: "iris-1").holder == nil)
        #expect(throws: Never.self) { try journal.resumeRun("iris-1") }
    }

    /// What is given back in order is free at once, wherever the holder was.
    @Test func aRunThatEndedIsHeldByNobody() throws {
        let folder = try TemporaryFolder()
        do { try Journal.opened(folder).created().commit(state: .released, stage: nil, at: morning) }
        try RawDatabase.execute("UPDATE lease SET boot = 'another', renewed_at = unixepoch()", in: folder)
        let journal = try Journal.opened(folder)
        #expect(try journal.driving(of: "iris-1").holder == nil)
    }

    /// A holder that was taken for dead comes back: its token is not the newest.
    @Test func aTokenThatIsNotTheNewestWritesNothing() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal.opened(folder)
        let run = try journal.created()
        try run.write(event(1))
        #expect(try RawDatabase.number("SELECT token FROM lease", in: folder) == 1)
        try RawDatabase.execute(
            "UPDATE lease SET token = 2, boot = 'another', host = 'far', pid = 42, renewed_at = unixepoch()",
            in: folder
        )
        guard case .leaseLost(.run("iris-1"), let holder)? = journalError({ try run.write(event(2)) }) else {
            Issue.record("not lost")
            return
        }
        #expect(holder?.host == "far")
        #expect(texts(try journal.records(of: run.id)) == [event(1)])
        // Nor later on.
        #expect(journalError { try run.write(event(3)) } != nil)
    }

    @Test func eachHolderHasAnotherToken() throws {
        let folder = try TemporaryFolder()
        _ = try Journal.opened(folder).created()
        for token in 2...4 {
            _ = try Journal.opened(folder).resumeRun("iris-1")
            #expect(try RawDatabase.number("SELECT token FROM lease", in: folder) == token)
        }
    }

    /// A number beyond all that a journal counts to is none that it wrote.
    @Test func aTokenBeyondAllIsRefused() throws {
        let folder = try TemporaryFolder()
        _ = try Journal.opened(folder).created()
        try RawDatabase.execute("UPDATE lease SET token = \(Int.max)", in: folder)
        guard case .corrupt? = journalError({ _ = try Journal.opened(folder).resumeRun("iris-1") }) else {
            Issue.record("not refused")
            return
        }
    }

    @Test func oneRunAtATimeChangesATarget() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal.opened(folder)
        // A name longer than that of a file may be.
        let target = String(repeating: "flags/release,", count: 40)
        var first: RunJournal? = try journal.created(target: target)
        let error = journalError { _ = try Journal.opened(folder).created("other", target: target) }
        #expect(error == .targetHeld(run: "iris-1", by: LeaseHolder(pid: Int(getpid()))))
        // Of the run that was refused nothing is left.
        #expect(try journal.runs().map(\.id) == ["iris-1"])
        #expect(throws: Never.self) { try Journal.opened(folder).created("other", target: target + "another") }
        #expect(first?.id == "iris-1")
        first = nil
        #expect(throws: Never.self) { try Journal.opened(folder).created("other", target: target) }
    }

    /// A run that is resumed holds its target again.
    @Test func aTargetIsTakenUpWithItsRun() throws {
        let folder = try TemporaryFolder()
        _ = try Journal.opened(folder).created(target: "flag")
        let second = try Journal.opened(folder).created(target: "flag")
        guard case .targetHeld? = journalError({ _ = try Journal.opened(folder).resumeRun("iris-1") }) else {
            Issue.record("two runs of one target")
            return
        }
        _ = second.id
    }
}

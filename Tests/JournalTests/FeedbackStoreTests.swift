import Digests
import Journal
import Platform
import Testing

@Suite struct FeedbackStoreTests {
    private func store(_ folder: TemporaryFolder) throws -> FeedbackStore {
        try #require(try FeedbackStore.open(folder: folder.path, createIfMissing: true))
    }

    private func draft(
        _ unit: String,
        at: Int = 0,
        said: Int? = nil,
        rating: Double? = nil,
        thumb: StoredFeedback.Thumb? = nil,
        text: String? = nil
    ) -> StoredFeedback.Draft {
        StoredFeedback.Draft(at: at, said: said, unit: unit, rating: rating, thumb: thumb, text: text)
    }

    @discardableResult
    private func add(
        _ drafts: StoredFeedback.Draft...,
        to run: String = "iris-1",
        in store: FeedbackStore
    ) throws -> [StoredFeedback] {
        try store.add(drafts, to: run, source: .add, receivedAt: morning)
    }

    private func error(_ body: () throws -> Void) -> JournalError? {
        do {
            try body()
            return nil
        } catch {
            return (error as? FeedbackStoreError)?.cause
        }
    }

    @Test func entriesSurviveReopening() throws {
        let folder = try TemporaryFolder()
        let drafts = [
            draft("u\0ñ", at: 5, said: 3, rating: -2.5, text: "line\nwith \0 and 慢"), draft("", at: 0, thumb: .down),
            draft("u3", at: 5, thumb: .up, text: ""),
        ]
        let added = try store(folder).add(drafts, to: "iris-1", source: .import, receivedAt: morning)
        let entries = try store(folder).entries(of: "iris-1")
        #expect(entries.map(\.draft) == [drafts[1], drafts[0], drafts[2]])
        #expect(Set(entries) == Set(added))
        #expect(entries.allSatisfy { $0.source == .import && $0.receivedAt == morning && $0.taken == nil })
        #expect(try store(folder).entries(of: "iris-2").isEmpty)
    }

    @Test func withoutOneNoneIsMade() throws {
        let folder = try TemporaryFolder()
        #expect(try FeedbackStore.open(folder: folder.path, createIfMissing: false) == nil)
        #expect(folder.names.isEmpty)
    }

    /// What one person says twice in one way at one time is one thing; where no time came with it, it is two.
    @Test func duplicatesAreCountedOnce() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let store = try store(folder)
        let first = draft("u", at: 9, said: 7, text: "slow")
        #expect(try add(first, first, draft("u", at: 12, said: 7, rating: 1, text: "slow"), in: store).count == 1)
        let others = [
            draft("v", at: 9, said: 7, text: "slow"), draft("u", at: 9, said: 8, text: "slow"),
            draft("u", at: 9, said: 7, text: "Slow"), draft("u", at: 9, said: 7, rating: 1),
        ]
        for other in others { #expect(try add(other, in: store).count == 1) }
        #expect(try add(draft("u", at: 9, said: 7, rating: 2), in: store).isEmpty)
        #expect(try add(first, to: "iris-2", in: store).count == 1)
        #expect(try add(draft("u", at: 9), draft("u", at: 9), in: store).count == 2)
        #expect(try store.entries(of: "iris-1").count == 7)
    }

    /// Every entry is counted in exactly one observation, by its time or, where it came in too late for that, in the next;
    /// observed again it is counted again.
    @Test func observationsTakeEachEntryOnce() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let store = try store(folder)
        try add(draft("a", at: 0), draft("b", at: 10), draft("c", at: 19), draft("d", at: 20), in: store)
        try add(draft("x", at: 0), to: "iris-2", in: store)
        func units(_ start: Int, _ end: Int) throws -> [String] {
            try store.take(of: "iris-1", from: start, to: end).map(\.draft.unit)
        }
        #expect(try units(0, 10) == ["a"])
        #expect(try units(10, 20) == ["b", "c"])
        #expect(try units(10, 20) == ["b", "c"])
        try add(draft("late", at: 3), in: store)
        #expect(try units(20, 30) == ["late", "d"])
        #expect(try store.entries(of: "iris-1").map(\.at) == [0, 10, 19, 20, 20])
        // A crash lost the last two observations.
        #expect(try units(10, 20) == ["late", "b", "c"])
        #expect(try units(20, 30) == ["d"])
        #expect(try units(30, 40).isEmpty)
        #expect(try store.take(of: "iris-2", from: 50, to: 60).count == 1)
    }

    @Test func digestsTellEntriesApartAndNothingElse() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let store = try store(folder)
        let entries = try add(
            draft("u", at: 1),
            draft("u", at: 1),
            draft("u", at: 1, text: ""),
            draft("u", at: 1, rating: 1),
            in: store
        )
        #expect(Set(entries.map(\.digest)).count == 4)
        let plain = SHA256.digest("u")
        #expect(!entries.map(\.digest).contains(plain))
    }

    /// Nothing of a person's words or name is left in any file of the folder, also where they took many pages.
    @Test func whatIsForgottenIsInNoFile() throws {
        let folder = try TemporaryFolder()
        let secret = "Pelargonium"
        do {
            let store = try store(folder)
            let long = String(repeating: "\(secret) says ", count: 3000)
            for index in 0..<200 {
                let run = index % 3 == 0 ? "iris-1" : "iris-2"
                let text = index % 40 == 0 ? long : "\(secret) \(index)"
                try add(
                    draft("citizen-42", at: index, text: text),
                    draft("other-\(index)", text: "kept"),
                    to: run,
                    in: store
                )
            }
        }
        #expect(try contains(secret, folder) && contains("citizen-42", folder))
        let forgotten = try store(folder).forget(unit: "citizen-42")
        #expect(forgotten.map(\.run) == ["iris-1", "iris-2"] && forgotten.map(\.entries) == [67, 133])
        #expect(try !contains(secret, folder) && !contains("citizen-42", folder))
        let entries = try store(folder).entries(of: "iris-1") + store(folder).entries(of: "iris-2")
        #expect(entries.count == 200 && entries.allSatisfy { $0.draft.text == "kept" })
        #expect(try store(folder).forget(unit: "citizen-42").isEmpty)
    }

    private func contains(_ text: String, _ folder: TemporaryFolder) throws -> Bool {
        try folder.names.contains { name in
            String(decoding: try folder.bytes(of: name), as: UTF8.self).contains(text)
        }
    }

    @Test func aFileThatIsNoStoreIsLeftAsItIs() throws {
        let folder = try TemporaryFolder()
        for content in ["", "no database at all", String(repeating: "x", count: 200)] {
            try folder.write(content, to: FeedbackStore.fileName)
            #expect(error { _ = try store(folder) } == .notAJournal(path: folder[FeedbackStore.fileName]))
            #expect(try folder.bytes(of: FeedbackStore.fileName) == Array(content.utf8))
        }
        _ = try Journal.opened(folder)
        try folder.write(folder.bytes(of: Journal.fileName), to: FeedbackStore.fileName)
        #expect(error { _ = try store(folder) } == .notAJournal(path: folder[FeedbackStore.fileName]))
    }

    /// Stores made before entries could name a model go on with all they hold.
    @Test func anOlderVersionIsBroughtOn() throws {
        let folder = try TemporaryFolder()
        let old = try add(draft("u1", at: 5, said: 3, rating: 2, text: "slow"), in: store(folder))
        try RawDatabase(folder[FeedbackStore.fileName]).execute(
            "ALTER TABLE entry DROP COLUMN model; PRAGMA user_version = 1"
        )
        let store = try store(folder)
        #expect(try store.entries(of: "iris-1") == old)
        _ = try store.add(
            [StoredFeedback.Draft(at: 6, said: nil, unit: "u2", rating: 1, thumb: nil, text: nil, model: .candidate)],
            to: "iris-1",
            source: .add,
            receivedAt: morning
        )
        #expect(try self.store(folder).entries(of: "iris-1").map(\.draft.model) == [nil, .candidate])
    }

    @Test func anotherVersionIsRefused() throws {
        let folder = try TemporaryFolder()
        _ = try store(folder)
        try RawDatabase(folder[FeedbackStore.fileName]).execute("PRAGMA user_version = 3")
        #expect(
            error { _ = try store(folder) }
                == .otherVersion(path: folder[FeedbackStore.fileName], found: 3, supported: 2)
        )
    }

    @Test func aStoreWithoutItsKeyIsCorrupt() throws {
        let folder = try TemporaryFolder()
        _ = try store(folder)
        try RawDatabase(folder[FeedbackStore.fileName]).execute("DELETE FROM secret")
        guard case .corrupt? = error({ _ = try store(folder) }) else {
            Issue.record("a store without a key was opened")
            return
        }
    }

    @Test func aStoreThatCannotBeWrittenIsRead() throws {
        let folder = try TemporaryFolder()
        try add(draft("u", text: "kept"), in: store(folder))
        try folder.unwritable {
            let store = try store(folder)
            #expect(try store.entries(of: "iris-1").count == 1)
            let path = folder[FeedbackStore.fileName]
            #expect(error { try add(draft("v"), in: store) } == .readOnly(path: path))
            #expect(error { _ = try store.forget(unit: "u") } == .readOnly(path: path))
        }
        let empty = try TemporaryFolder()
        try empty.unwritable {
            guard case .notWritable? = error({ _ = try store(empty) }) else {
                Issue.record("a store was made in a folder that cannot be written")
                return
            }
        }
    }

    /// Entries are added whole or not at all: the third of these violates the table.
    @Test func aBatchIsAddedWholeOrNotAtAll() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let store = try store(folder)
        #expect(throws: FeedbackStoreError.self) { try add(draft("a"), draft("b"), draft("c", at: -1), in: store) }
        #expect(try store.entries(of: "iris-1").isEmpty)
    }

    @Test func threadsAddSideBySide() throws {
        let folder = try TemporaryFolder()
        _ = try onThreads(4) { thread in
            let store = try self.store(folder)
            for index in 0..<10 { try self.add(self.draft("u-\(thread)-\(index)"), in: store) }
        }
        #expect(try store(folder).entries(of: "iris-1").count == 40)
        #expect(folder.names.filter { $0.contains(".new-") }.isEmpty)
    }
}

import Foundation
import Glibc
import Journal
import Platform
import Testing

@Suite struct OpeningTests {
    @Test func readingMakesNothing() throws {
        let folder = try TemporaryFolder()
        let error = journalError { _ = try Journal.open(folder: folder.path, createIfMissing: false) }
        #expect(error == .missing(path: folder["journal.sqlite"]))
        #expect(folder.names.isEmpty)
        let inside = journalError { _ = try Journal.open(folder: folder["state"], createIfMissing: false) }
        #expect(inside == .missing(path: folder["state/journal.sqlite"]))
        #expect(folder.names.isEmpty)
    }

    @Test func aNewFolderIsKeptOutOfRepositories() throws {
        let folder = try TemporaryFolder()
        _ = try Journal.open(folder: folder["a/.planrun"], createIfMissing: true)
        #expect(try folder.bytes(of: "a/.planrun/.gitignore") == Array("*\n".utf8))
        let files = try FileManager.default.contentsOfDirectory(atPath: folder["a/.planrun"])
        #expect(Set(files) == [".gitignore", "journal.sqlite"])
    }

    @Test func aFolderOfOtherThingsIsNotHidden() throws {
        let folder = try TemporaryFolder()
        try folder.write("planrun: 1", to: "plan.yaml")
        _ = try Journal.opened(folder)
        #expect(folder.names == ["plan.yaml", "journal.sqlite"])
    }

    /// The header's bytes 60 and 68 hold the version and whose file it is, as SQLite's file format says.
    @Test func theHeaderNamesTheJournal() throws {
        let folder = try TemporaryFolder()
        _ = try Journal.opened(folder)
        let bytes = try folder.bytes(of: "journal.sqlite")
        #expect(Array(bytes[60..<64]) == [0, 0, 0, 2])
        #expect(String(decoding: bytes[68..<72], as: UTF8.self) == "plrn")
        // In WAL mode.
        #expect(Array(bytes[18..<20]) == [2, 2])
    }

    /// 2 is FULL: with it SQLite ends each commit in WAL mode with an fsync of the log.
    @Test(arguments: [("synchronous", 2), ("foreign_keys", 1), ("trusted_schema", 0), ("busy_timeout", 10_000)])
    func everyConnectionIsSetUp(pragma: String, value: Int) throws {
        let folder = try Connections.watchedFolder()
        let journal = try Journal.opened(folder)
        #expect(try Connections.setting(pragma, of: folder) == value)
        _ = try journal.runs()
    }

    @Test(arguments: [0, 1, 3, 77]) func anotherVersionIsRefusedAndLeftAsItWas(version: Int) throws {
        let folder = try TemporaryFolder()
        _ = try Journal.opened(folder).created()
        try RawDatabase.execute("PRAGMA user_version = \(version)", in: folder)
        let before = try folder.bytes(of: "journal.sqlite")
        for createIfMissing in [true, false] {
            let error = journalError { _ = try Journal.open(folder: folder.path, createIfMissing: createIfMissing) }
            #expect(error == .otherVersion(path: folder["journal.sqlite"], found: version, supported: 2))
        }
        #expect(try folder.bytes(of: "journal.sqlite") == before)
    }

    /// A log that SQLite would bring into the file on its first read.
    @Test func anotherVersionIsNotRecovered() throws {
        let (folder, copy) = (try TemporaryFolder(), try TemporaryFolder())
        _ = try Journal.opened(folder)
        try RawDatabase.execute("PRAGMA user_version = 3", in: folder)
        let other = try RawDatabase(folder["journal.sqlite"])
        try other.execute("CREATE TABLE later (a)")
        let names = ["journal.sqlite", "journal.sqlite-wal"]
        for name in names { try copy.write(folder.bytes(of: name), to: name) }
        let error = journalError { _ = try Journal.opened(copy) }
        #expect(error == .otherVersion(path: copy["journal.sqlite"], found: 3, supported: 2))
        for name in names { #expect(try copy.bytes(of: name) == folder.bytes(of: name)) }
        try other.execute("DROP TABLE later")
    }

    /// A version whose change is only in the log so far.
    @Test func anotherVersionInTheLogIsRefused() throws {
        let folder = try TemporaryFolder()
        _ = try Journal.opened(folder)
        let other = try RawDatabase(folder["journal.sqlite"])
        try other.execute("PRAGMA user_version = 3")
        let error = journalError { _ = try Journal.opened(folder) }
        #expect(error == .otherVersion(path: folder["journal.sqlite"], found: 3, supported: 2))
        try other.execute("PRAGMA user_version = 2")
    }

    static let foreign: [String: [UInt8]] = [
        "text": Array("{\"a\": 1}\n".utf8),
        "longer text": Array(repeating: UInt8(ascii: "x"), count: 5000),
        "empty": [],
        "the start of a database": Array("SQLite format 3\0".utf8),
    ]

    @Test(arguments: foreign.keys.sorted()) func aFileOfAnotherKindIsLeftAsItWas(kind: String) throws {
        let folder = try TemporaryFolder()
        let bytes = try #require(Self.foreign[kind])
        try folder.write(bytes, to: "journal.sqlite")
        for createIfMissing in [true, false] {
            let error = journalError { _ = try Journal.open(folder: folder.path, createIfMissing: createIfMissing) }
            #expect(error == .notAJournal(path: folder["journal.sqlite"]))
        }
        #expect(try folder.bytes(of: "journal.sqlite") == bytes)
        #expect(folder.names == ["journal.sqlite"])
    }

    @Test func anotherProgramsDatabaseIsLeftAsItWas() throws {
        let folder = try TemporaryFolder()
        try RawDatabase.execute(
            "PRAGMA journal_mode = WAL; CREATE TABLE run (id); INSERT INTO run VALUES (1)",
            in: folder
        )
        let before = try folder.bytes(of: "journal.sqlite")
        #expect(journalError { _ = try Journal.opened(folder) } == .notAJournal(path: folder["journal.sqlite"]))
        #expect(try folder.bytes(of: "journal.sqlite") == before)
        #expect(folder.names == ["journal.sqlite"])
    }

    /// Cut at every page, and in the midst of each.
    @Test func aTruncatedJournalIsCorrupt() throws {
        let folder = try TemporaryFolder()
        do {
            let run = try Journal.opened(folder).created()
            for number in 1...500 { try run.append(Array(event(number).utf8)) }
            try run.commit()
        }
        let bytes = try folder.bytes(of: "journal.sqlite")
        let copy = try TemporaryFolder()
        for count in stride(from: 2048, to: bytes.count, by: 2048) {
            try copy.write(Array(bytes[..<count]), to: "journal.sqlite")
            let error = journalError { _ = try Journal.opened(copy).records(of: "iris-1") }
            guard case .corrupt = error else {
                Issue.record("cut to \(count) of \(bytes.count) bytes: \(String(describing: error))")
                continue
            }
        }
    }

    @Test func anAlteredTableIsNoSilentLoss() throws {
        let folder = try TemporaryFolder()
        _ = try Journal.opened(folder).created()
        try RawDatabase.execute("DROP TABLE record; DROP TABLE run", in: folder)
        guard case .corrupt(_, let reason) = journalError({ _ = try Journal.opened(folder) }) else {
            Issue.record("opened")
            return
        }
        #expect(reason.contains("no such table"))
    }

    @Test(arguments: ["file/state", "file"]) func aFolderThatIsAFileCannotHoldAJournal(name: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "file")
        let error = journalError { _ = try Journal.open(folder: folder[name], createIfMissing: true) }
        #expect(error == .notWritable(path: folder[name + "/journal.sqlite"], reason: "Not a directory"))
        guard
            case .cannotOpen(_, "Not a directory") = journalError({
                _ = try Journal.open(folder: folder[name], createIfMissing: false)
            })
        else {
            Issue.record("opened")
            return
        }
    }

    @Test func theSystemsFoldersCannotHoldAJournal() {
        guard
            case .notWritable("/proc/planrun/journal.sqlite", _) = journalError({
                _ = try Journal.open(folder: "/proc/planrun", createIfMissing: true)
            })
        else {
            Issue.record("made")
            return
        }
    }

    @Test func aFolderInPlaceOfTheFileCannotBeOpened() throws {
        let folder = try TemporaryFolder()
        try FileSystem.createFolder(folder["journal.sqlite"])
        guard case .cannotOpen = journalError({ _ = try Journal.opened(folder) }) else {
            Issue.record("opened")
            return
        }
    }

    @Test func aFolderThatCannotBeWrittenGetsNoJournal() throws {
        let folder = try TemporaryFolder()
        let errors = try folder.unwritable {
            [folder.path, folder["state"]].map { path in
                journalError { _ = try Journal.open(folder: path, createIfMissing: true) }
            }
        }
        #expect(
            errors == [
                .notWritable(path: folder["journal.sqlite"], reason: "Permission denied"),
                .notWritable(path: folder["state/journal.sqlite"], reason: "Permission denied"),
            ]
        )
    }

    @Test func aJournalInAFolderThatCannotBeWrittenIsRead() throws {
        let folder = try TemporaryFolder()
        try Journal.opened(folder).created().write(event(1))
        try folder.unwritable {
            let journal = try Journal.opened(folder)
            #expect(try journal.runs().map(\.id) == ["iris-1"])
            #expect(texts(try journal.records(of: "iris-1")) == [event(1)])
            #expect(journalError { _ = try journal.created() } == .readOnly(path: folder["journal.sqlite"]))
            #expect(journalError { _ = try journal.resumeRun("iris-1") } == .readOnly(path: folder["journal.sqlite"]))
        }
    }

    /// A copy made in mid-run, log and all, as a crash leaves it.
    @Test func aJournalToRecoverIsReadWhereItsFolderCanBeWritten() throws {
        let (folder, copy) = (try TemporaryFolder(), try TemporaryFolder())
        let journal = try Journal.opened(folder)
        let run = try journal.created()
        try run.write(event(1))
        for name in ["journal.sqlite", "journal.sqlite-wal"] { try copy.write(folder.bytes(of: name), to: name) }
        let error = try copy.unwritable {
            journalError { _ = try Journal.open(folder: copy.path, createIfMissing: false) }
        }
        #expect(error == .needsRecovery(path: copy["journal.sqlite"]))
        let recovered = try Journal.open(folder: copy.path, createIfMissing: false)
        #expect(texts(try recovered.records(of: run.id)) == [event(1)])
    }

    @Test(arguments: ["a b", "100%25?immutable=0#x", "é", "file:x"]) func oddFolderNamesWork(name: String) throws {
        let folder = try TemporaryFolder()
        try Journal.open(folder: folder[name], createIfMissing: true).created().write(event(1))
        try folder.unwritable {
            let journal = try Journal.open(folder: folder[name], createIfMissing: false)
            #expect(try journal.runs().count == 1)
        }
        // Two slashes at the start of a URI's path would name a host.
        #expect(try Journal.open(folder: "/" + folder[name], createIfMissing: false).runs().count == 1)
    }
}

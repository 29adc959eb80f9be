import Foundation
import Platform
import Testing

@Suite struct FileLockTests {
    @Test func oneHolderAtATime() throws {
        let folder = try TemporaryFolder()
        let path = folder["run.lock"]
        var lock = try FileLock.acquire(path)
        #expect(lock != nil)
        #expect(try FileLock.acquire(path) == nil)
        #expect(try FileLock.acquire(folder["other.lock"]) != nil)
        lock = nil
        #expect(try FileLock.acquire(path) != nil)
    }

    @Test func askingTakesNothing() throws {
        let folder = try TemporaryFolder()
        let path = folder["run.lock"]
        #expect(FileLock.isHeld(path) == nil)
        var lock = try FileLock.acquire(path)
        #expect(FileLock.isHeld(path) == true)
        lock = nil
        #expect(FileLock.isHeld(path) == false)
        lock = try FileLock.acquire(path)
        #expect(lock != nil)
    }

    /// A child that is forked while the lock is held has the same open file, as a duplicate of it does.
    @Test func theLockEndsThoughAChildHasTheFileStill() throws {
        let folder = try TemporaryFolder()
        let path = folder["run.lock"]
        var lock = try FileLock.acquire(path)
        #expect(lock != nil)
        let links = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        let held = links.compactMap(Int32.init).filter {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path
        }
        let copy = dup(try #require(held.first))
        defer { close(copy) }
        lock = nil
        #expect(FileLock.isHeld(path) == false)
        #expect(try FileLock.acquire(path) != nil)
    }

    @Test func theFileNamesItsHolder() throws {
        let folder = try TemporaryFolder()
        try folder.write("1234567890\nfrom a run long gone\n", to: "run.lock")
        let lock = try FileLock.acquire(folder["run.lock"])
        #expect(try folder.text(of: "run.lock") == "\(getpid())\n")
        #expect(FileLock.holder(of: folder["run.lock"]) == Int(getpid()))
        _ = lock
    }

    @Test func aFileThatDoesNotSayNamesNobody() throws {
        let folder = try TemporaryFolder()
        #expect(FileLock.holder(of: folder["none"]) == nil)
        try folder.write("", to: "run.lock")
        #expect(FileLock.holder(of: folder["run.lock"]) == nil)
        try folder.write(String(repeating: "1", count: 100), to: "run.lock")
        #expect(FileLock.holder(of: folder["run.lock"]) == nil)
    }

    @Test func aLockNeedsItsFolder() throws {
        let folder = try TemporaryFolder()
        #expect(throws: PlatformError(.lock, folder["none/run.lock"], number: ENOENT)) {
            try FileLock.acquire(folder["none/run.lock"])
        }
    }
}

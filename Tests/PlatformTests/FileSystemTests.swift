import Foundation
import Glibc
import Platform
import Testing

@Suite struct FileSystemTests {
    @Test(arguments: [0, 1, 4095, 4096, 4097, 3_000_000]) func aFileIsReadWhole(count: Int) throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try Data(bytes).write(to: URL(fileURLWithPath: folder["file"]))
        #expect(try FileSystem.read(folder["file"]) == bytes)
        #expect(FileSystem.size(of: folder["file"]) == count)
    }

    @Test func aLimitBoundsWhatIsRead() throws {
        let folder = try TemporaryFolder()
        try folder.write("12345", to: "file")
        #expect(try FileSystem.read(folder["file"], limit: 5).count == 5)
        let error = #expect(throws: PlatformError.self) { try FileSystem.read(folder["file"], limit: 4) }
        #expect(error?.number == EFBIG)
        // Files of the system state no size, or one far beyond what they hold.
        #expect(throws: PlatformError(.read, "/proc/self/maps", number: EFBIG)) {
            try FileSystem.read("/proc/self/maps", limit: 10)
        }
        #expect(throws: PlatformError(.read, "/dev/zero", number: EFBIG)) {
            try FileSystem.read("/dev/zero", limit: 10_000)
        }
    }

    @Test func aMissingFileIsNamed() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: PlatformError.self) { try FileSystem.read(folder["none"]) }
        #expect(error?.isMissingFile == true)
        #expect(error?.description == "cannot read `\(folder["none"])`: No such file or directory")
        #expect(throws: PlatformError(.read, folder.path, number: EISDIR)) { try FileSystem.read(folder.path) }
        #expect(FileSystem.size(of: folder["none"]) == nil)
        #expect(!FileSystem.exists(folder["none"]))
        #expect(!FileSystem.isFolder(folder["none"]))
        #expect(FileSystem.resolved(folder["none"]) == nil)
    }

    @Test func aFileIsReplacedWhole() throws {
        let folder = try TemporaryFolder()
        try FileSystem.replace(folder["file"], with: Array("a long first text".utf8))
        // Whoever has the old file open goes on reading it.
        let descriptor = Glibc.open(folder["file"], O_RDONLY)
        defer { close(descriptor) }
        try FileSystem.replace(folder["file"], with: Array("second".utf8))
        #expect(try folder.text(of: "file") == "second")
        #expect(lseek(descriptor, 0, SEEK_END) == 17)
        #expect(folder.names == ["file"])
    }

    @Test func aFailedReplacementLeavesNothing() throws {
        let folder = try TemporaryFolder()
        try FileSystem.createFolder(folder["taken/inside"])
        #expect(throws: PlatformError(.rename, folder["taken"], number: EISDIR)) {
            try FileSystem.replace(folder["taken"], with: [1])
        }
        #expect(throws: PlatformError(.open, folder["none/file"], number: ENOENT)) {
            try FileSystem.replace(folder["none/file"], with: [1])
        }
        #expect(folder.names == ["taken"])
    }

    @Test func manyReplaceOneFile() throws {
        let folder = try TemporaryFolder()
        let texts = (0..<4).map { String(repeating: "\($0)", count: 50_000) }
        _ = try onThreads(4) { index in
            for _ in 0..<20 { try FileSystem.replace(folder["file"], with: Array(texts[index].utf8)) }
        }
        #expect(texts.contains(try folder.text(of: "file")))
        #expect(folder.names == ["file"])
    }

    @Test func aNameIsPublishedOnce() throws {
        let folder = try TemporaryFolder()
        try folder.write("first", to: "draft")
        #expect(try FileSystem.publish(folder["draft"], as: folder["file"]))
        #expect(folder.names == ["file"])
        try folder.write("second", to: "draft")
        #expect(try !FileSystem.publish(folder["draft"], as: folder["file"]))
        #expect(try folder.text(of: "file") == "first")
        #expect(throws: PlatformError(.create, folder["none/file"], number: ENOENT)) {
            try FileSystem.publish(folder["draft"], as: folder["none/file"])
        }
    }

    @Test func foldersAreMadeWithThoseAboveThem() throws {
        let folder = try TemporaryFolder()
        try FileSystem.createFolder(folder["a/b/c/"])
        #expect(FileSystem.isFolder(folder["a/b/c"]))
        try FileSystem.createFolder(folder["a/b/c"])
        try folder.write("", to: "file")
        #expect(throws: PlatformError(.create, folder["file"], number: ENOTDIR)) {
            try FileSystem.createFolder(folder["file"])
        }
        #expect(throws: PlatformError(.create, folder["file"], number: ENOTDIR)) {
            try FileSystem.createFolder(folder["file/inside"])
        }
    }

    @Test func anEmptyFolderIsToldFromOthers() throws {
        let folder = try TemporaryFolder()
        #expect(try FileSystem.isEmpty(folder: folder.path))
        try folder.write("", to: ".hidden")
        #expect(try !FileSystem.isEmpty(folder: folder.path))
        #expect(throws: PlatformError(.read, folder["none"], number: ENOENT)) {
            try FileSystem.isEmpty(folder: folder["none"])
        }
    }

    @Test func removingWhatIsNotThereIsNoError() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "file")
        try FileSystem.remove(folder["file"])
        #expect(folder.names.isEmpty)
        try FileSystem.remove(folder["file"])
        let error = #expect(throws: PlatformError.self) { try FileSystem.remove(folder.path) }
        #expect(error?.operation == .remove)
    }

    @Test func synchronizingNeedsAFolder() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "file")
        try FileSystem.synchronize(folder: folder.path)
        #expect(throws: PlatformError(.open, folder["file"], number: ENOTDIR)) {
            try FileSystem.synchronize(folder: folder["file"])
        }
    }

    @Test func linksAndDotsAreResolved() throws {
        let folder = try TemporaryFolder()
        try FileSystem.createFolder(folder["a/b"])
        try FileManager.default.createSymbolicLink(atPath: folder["link"], withDestinationPath: "a/b")
        #expect(FileSystem.resolved(folder["link/.."]) == FileSystem.resolved(folder["a"]))
        #expect(FileSystem.currentFolder.hasPrefix("/"))
    }

    @Test func linksThatLeadOutAreSeen() throws {
        let folder = try TemporaryFolder()
        try FileSystem.createFolder(folder["home/sub"])
        try FileSystem.createFolder(folder["homely"])
        try folder.write("", to: "homely/file")
        try folder.write("", to: "home/sub/file")
        let files = FileManager.default
        try files.createSymbolicLink(atPath: folder["home/in"], withDestinationPath: "sub/file")
        try files.createSymbolicLink(atPath: folder["home/out"], withDestinationPath: "../homely/file")
        try files.createSymbolicLink(atPath: folder["home/outer"], withDestinationPath: "../homely")
        try files.createSymbolicLink(atPath: folder["home/gone"], withDestinationPath: "../nothing")
        func escape(_ path: String) -> String? { FileSystem.escape(of: folder["home/" + path], from: folder["home"]) }
        #expect(escape("in") == nil && escape("sub/file") == nil && escape("sub/new") == nil && escape("no/new") == nil)
        #expect(escape("out") == FileSystem.resolved(folder["homely/file"]))
        #expect(escape("outer/new") == FileSystem.resolved(folder["homely"]))
        #expect(escape("gone") == folder["home/gone"])
        #expect(FileSystem.escape(of: "/etc/passwd", from: "/") == nil)
    }
}

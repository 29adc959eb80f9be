import Foundation
import Glibc
import Platform
import Testing

@Suite struct RewritingTests {
    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test(arguments: [0o644, 0o600, 0o755, 0o664]) func contentChangesAndPermissionsStay(permissions: Int) throws {
        let folder = try TemporaryFolder()
        try folder.write("old", to: "a")
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: folder["a"])
        try FileSystem.rewrite(folder["a"], from: [UInt8]("old".utf8), to: [UInt8]("new text".utf8))
        #expect(try folder.text(of: "a") == "new text")
        #expect(try mode(folder["a"]) == permissions)
        #expect(folder.names == ["a"])
    }

    /// What a user names to be written: a file becomes another, and a link, a pipe and a device stay what they are.
    @Test func whatIsNoFileIsWrittenTo() throws {
        let folder = try TemporaryFolder()
        try FileSystem.put([UInt8]("new".utf8), at: folder["a"])
        #expect(try folder.text(of: "a") == "new")
        try FileManager.default.createSymbolicLink(atPath: folder["b"], withDestinationPath: "a")
        try FileSystem.put([UInt8]("newer".utf8), at: folder["b"])
        #expect(try folder.text(of: "a") == "newer")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder["b"]) == "a")
        #expect(mkfifo(folder["c"], 0o600) == 0)
        let reader = open(folder["c"], O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        try FileSystem.put([UInt8]("piped".utf8), at: folder["c"])
        var bytes = [UInt8](repeating: 0, count: 16)
        #expect(read(reader, &bytes, bytes.count) == 5)
        try FileManager.default.createSymbolicLink(atPath: folder["d"], withDestinationPath: "/dev/full")
        #expect(throws: PlatformError.self) { try FileSystem.put([1], at: folder["d"]) }
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder["d"]) == "/dev/full")
    }

    @Test func aLinkStaysALink() throws {
        let folder = try TemporaryFolder()
        try folder.write("old", to: "a")
        try FileManager.default.createSymbolicLink(atPath: folder["b"], withDestinationPath: "a")
        try FileSystem.rewrite(folder["b"], from: [UInt8]("old".utf8), to: [UInt8]("new".utf8))
        #expect(try folder.text(of: "a") == "new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder["b"]) == "a")
    }

    @Test(arguments: ["old and more", "ol", "", "OLD"]) func aFileThatHasChangedIsLeft(content: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(content, to: "a")
        #expect(throws: FileSystem.RewritingProblem.changed) {
            try FileSystem.rewrite(folder["a"], from: [UInt8]("old".utf8), to: [UInt8]("new".utf8))
        }
        #expect(try folder.text(of: "a") == content)
        #expect(folder.names == ["a"])
    }

    @Test func whatIsNotThereCannotBeWritten() throws {
        let folder = try TemporaryFolder()
        #expect(throws: FileSystem.RewritingProblem.self) { try FileSystem.rewrite(folder["a"], from: [], to: [1]) }
        #expect(folder.names.isEmpty)
    }

    @Test func entriesAreSortedByTheirBytesWithTheirKinds() throws {
        let folder = try TemporaryFolder()
        for name in ["b", "a", "B", "é", ".c"] { try folder.write("", to: name) }
        try FileManager.default.createDirectory(atPath: folder["d"], withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: folder["to-b"], withDestinationPath: "b")
        try FileManager.default.createSymbolicLink(atPath: folder["to-d"], withDestinationPath: "d")
        try FileManager.default.createSymbolicLink(atPath: folder["to-nothing"], withDestinationPath: "x")
        mkfifo(folder["pipe"], 0o600)
        let entries = try FileSystem.entries(of: folder.path)
        #expect(entries.map(\.name) == [".c", "B", "a", "b", "d", "pipe", "to-b", "to-d", "to-nothing", "é"])
        #expect(entries.filter { $0.kind == .folder }.map(\.name) == ["d"])
        #expect(entries.filter { $0.kind == .other }.map(\.name) == ["pipe", "to-d", "to-nothing"])
        #expect(throws: PlatformError.self) { try FileSystem.entries(of: folder["x"]) }
    }
}

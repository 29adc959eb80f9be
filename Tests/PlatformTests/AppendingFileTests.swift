import Glibc
import Platform
import Testing

@Suite struct AppendingFileTests {
    @Test func aFileGrowsWhoeverAppends() throws {
        let folder = try TemporaryFolder()
        let (one, two) = (try AppendingFile(path: folder["log"]), try AppendingFile(path: folder["log"]))
        try one.append(Array("a\n".utf8))
        try two.append(Array("b\n".utf8))
        try one.append(Array("c\n".utf8))
        try one.append([])
        try one.synchronize()
        #expect(try folder.text(of: "log") == "a\nb\nc\n")
        try AppendingFile(path: folder["log"]).append(Array("d\n".utf8))
        #expect(try folder.text(of: "log") == "a\nb\nc\nd\n")
    }

    @Test func aFileIsEmptiedOnRequest() throws {
        let folder = try TemporaryFolder()
        try folder.write("old", to: "log")
        let file = try AppendingFile(path: folder["log"], truncating: true)
        try file.append(Array("new".utf8))
        #expect(try folder.text(of: "log") == "new")
    }

    @Test func errorsNameTheFile() throws {
        let folder = try TemporaryFolder()
        #expect(throws: PlatformError(.open, folder["none/log"], number: ENOENT)) {
            try AppendingFile(path: folder["none/log"])
        }
        let full = try AppendingFile(path: "/dev/full")
        let error = #expect(throws: PlatformError.self) { try full.append([1]) }
        #expect(error == PlatformError(.write, "/dev/full", number: ENOSPC))
        #expect(error?.isOutOfSpace == true)
    }
}

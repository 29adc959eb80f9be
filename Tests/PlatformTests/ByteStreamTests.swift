import Platform
import Testing

@Suite struct ByteStreamTests {
    @Test func aFileIsReadPieceByPiece() throws {
        let folder = try TemporaryFolder()
        try folder.write("abcdefg", to: "f")
        let stream = try ByteStream(path: folder["f"])
        var buffer = [UInt8](repeating: 0x2E, count: 6)
        #expect(try stream.read(into: &buffer, at: 1, limit: 3) == 3)
        #expect(String(decoding: buffer, as: UTF8.self) == ".abc..")
        #expect(try stream.read(into: &buffer, at: 4, limit: 100) == 2)
        #expect(String(decoding: buffer, as: UTF8.self) == ".abcde")
        #expect(try stream.read(into: &buffer, at: 0, limit: 100) == 2)
        #expect(try stream.read(into: &buffer, at: 0, limit: 100) == 0)
    }

    @Test func whatIsNoFileIsRefused() throws {
        let folder = try TemporaryFolder()
        #expect(throws: PlatformError(.read, folder["none"], number: 2)) { _ = try ByteStream(path: folder["none"]) }
        #expect(throws: PlatformError(.read, folder.path, number: 21)) { _ = try ByteStream(path: folder.path) }
    }
}

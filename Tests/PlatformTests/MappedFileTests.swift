import Platform
import Testing

@Suite struct MappedFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func bytes(_ file: MappedFile) -> [UInt8] {
        file.withBytes { bytes in bytes.withUnsafeBytes { Array($0) } }
    }

    @Test func itHoldsWhatTheFileHolds() throws {
        try folder.write("0123456789", to: "file")
        let file = try MappedFile(folder["file"])
        #expect(file.count == 10)
        #expect(bytes(file) == Array("0123456789".utf8))
    }

    @Test func anEmptyFileHoldsNothing() throws {
        try folder.write("", to: "file")
        #expect(bytes(try MappedFile(folder["file"])) == [])
    }

    @Test func whatIsNoFileIsRead() throws { #expect(try MappedFile("/dev/null").count == 0) }

    @Test func whatIsNotThereFails() { #expect(throws: PlatformError.self) { try MappedFile(folder["none"]) } }

    @Test func aFolderFails() { #expect(throws: PlatformError.self) { try MappedFile(folder.path) } }

    @Test func itStaysWhatItWasWhereTheFileIsReplaced() throws {
        try folder.write("before", to: "file")
        let file = try MappedFile(folder["file"])
        try FileSystem.replace(folder["file"], with: Array("after it".utf8))
        #expect(bytes(file) == Array("before".utf8))
        #expect(bytes(try MappedFile(folder["file"])) == Array("after it".utf8))
    }

    /// 24 bytes: three numbers of eight, or one from the second on, but none that hangs over, and none at an odd place.
    @Test(arguments: [
        (0, 3, true), (8, 2, true), (24, 0, true), (0, 4, false), (16, 2, false), (32, 0, false), (4, 1, false),
        (-8, 1, false), (0, -1, false), (0, Int.max, false), (Int.max - 7, 1, false),
    ])
    func elementsLieInTheFile(offset: Int, count: Int, isPossible: Bool) throws {
        try folder.write("aaaaaaaabbbbbbbbcccccccc", to: "file")
        let file = try MappedFile(folder["file"])
        let elements = MappedElements<UInt64>(file, at: offset, count: count)
        #expect((elements != nil) == isPossible)
        guard let elements else { return }
        let all: [UInt64] = [0x6161_6161_6161_6161, 0x6262_6262_6262_6262, 0x6363_6363_6363_6363]
        let found = elements.withElements { span in span.indices.map { span[$0] } }
        #expect(found == Array(all[offset / 8..<offset / 8 + count]))
    }
}

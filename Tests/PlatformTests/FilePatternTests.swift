import Foundation
import Glibc
import Platform
import Testing

/// Which files a path with signs in its name stands for: those that the C library's `fnmatch` finds.
@Suite struct FilePatternTests {
    private static let names = [
        "a.csv", "ab.csv", "abc.csv", "b.csv", "a.csv.gz", ".a.csv", "a-b-c", "aXbXc", "*", "[a].csv",
    ]

    private static func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in names { try folder.write("", to: name) }
        try FileManager.default.createDirectory(atPath: folder["ad.csv"], withIntermediateDirectories: true)
        return folder
    }

    @Test(
        arguments: [
            "*.csv", "a*.csv", "?.csv", "??.csv", "a?.csv", "*b*", "a*b*c", "*.gz", ".*", "a**c", "?*?.csv", "[a]*",
            "*c.csv*", "a*",
        ]
    )
    func patternsAreThoseOfTheShell(pattern: String) throws {
        let folder = try Self.folder()
        // The brackets of `fnmatch` are none here.
        let expected = Self.names.filter { name in
            fnmatch(pattern.replacing("[", with: "\\["), name, FNM_PERIOD) == 0
        }.sorted()
        #expect(FileSystem.files(matching: folder[pattern]) == expected.map { folder[$0] })
    }

    /// A sign stands for a character, however many bytes that has.
    @Test func charactersAreNoBytes() throws {
        let folder = try TemporaryFolder()
        for name in ["äb", "日本", "ab"] { try folder.write("", to: name) }
        #expect(FileSystem.files(matching: folder["??"]) == ["ab", "äb", "日本"].map { folder[$0] })
        #expect(FileSystem.files(matching: folder["*本"]) == [folder["日本"]])
    }

    @Test func withoutSignsOrFilesItIsThePath() throws {
        let folder = try Self.folder()
        #expect(FileSystem.files(matching: folder["a.csv"]) == [folder["a.csv"]])
        #expect(FileSystem.files(matching: folder["none.csv"]) == [folder["none.csv"]])
        #expect(FileSystem.files(matching: folder["z*"]) == [folder["z*"]])
        #expect(FileSystem.files(matching: folder["no/*"]) == [folder["no/*"]])
    }
}

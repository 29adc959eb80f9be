import Formatting
import Foundation
import Testing

struct UnifiedDiffTests {
    @Test func sameTextsHaveNoDifference() {
        #expect(UnifiedDiff(from: "a\nb\n", to: "a\nb\n").text(of: "x").isEmpty)
        #expect(UnifiedDiff(from: "", to: "").text(of: "x").isEmpty)
    }

    @Test func aChangeIsShownWithThreeLinesAround() {
        let old = (1...12).map { "\($0)\n" }.joined()
        let new = old.replacing("6\n", with: "six\n")
        let expected = """
            --- a/x
            +++ b/x
            @@ -3,7 +3,7 @@
             3
             4
             5
            -6
            +six
             7
             8
             9

            """
        #expect(UnifiedDiff(from: old, to: new).text(of: "x") == expected)
    }

    @Test func missingLineEndsAndEmptySidesAreMarked() {
        #expect(
            UnifiedDiff(from: "a", to: "a\n").text(of: "x")
                == "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"
        )
        #expect(UnifiedDiff(from: "", to: "a\nb\n").text(of: "x") == "--- a/x\n+++ b/x\n@@ -0,0 +1,2 @@\n+a\n+b\n")
        #expect(UnifiedDiff(from: "a\r\n", to: "a\n").text(of: "x") == "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\r\n+a\n")
    }

    /// `patch` is the judge: whatever changed, it makes the new text of the old one.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/git")), arguments: 0..<12)
    func gitAppliesIt(seed: UInt64) throws {
        var random = SpacingTests.Random(state: seed)
        let old = (0..<40).map { _ in "\(Int.random(in: 0..<6, using: &random))\n" }
        var new = old
        for _ in 0..<5 {
            let at = Int.random(in: 0..<new.count, using: &random)
            if Bool.random(using: &random) { new.remove(at: at) } else { new.insert("new\n", at: at) }
        }
        let folder = FileManager.default.temporaryDirectory.path + "/planrun-diff-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try old.joined().write(toFile: folder + "/x", atomically: true, encoding: .utf8)
        let patch = UnifiedDiff(from: old.joined(), to: new.joined()).text(of: "x")
        try patch.write(toFile: folder + "/patch", atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
        process.arguments = ["apply", "--unsafe-paths", "patch"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        try process.run()
        process.waitUntilExit()
        #expect(try String(contentsOfFile: folder + "/x", encoding: .utf8) == new.joined(), "\(patch)")
    }
}

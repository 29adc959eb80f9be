import Diagnostics
import Foundation
import TestProcesses
import Testing

struct UnifiedDiffTests {
    private func diff(_ old: String, _ new: String) -> String {
        UnifiedDiff(name: "x", from: [UInt8](old.utf8), to: [UInt8](new.utf8)).text
    }

    @Test func sameTextsHaveNoDifference() {
        #expect(diff("a\nb\n", "a\nb\n").isEmpty)
        #expect(diff("", "").isEmpty)
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
        #expect(diff(old, new) == expected)
    }

    @Test func missingLineEndsAndEmptySidesAreMarked() {
        #expect(
            diff("a", "a\n")
                == "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"
        )
        #expect(diff("", "a\nb\n") == "--- a/x\n+++ b/x\n@@ -0,0 +1,2 @@\n+a\n+b\n")
        #expect(diff("a\r\n", "a\n") == "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\r\n+a\n")
    }

    @Test func aDiffHasContextAndMeetsWhereItMust() {
        let old = (1...12).map { "l\($0)\n" }.joined()
        let new = old.replacing("l2\n", with: "x\n").replacing("l11\n", with: "")
        let diff = UnifiedDiff(name: "a.yaml", from: [UInt8](old.utf8), to: [UInt8](new.utf8))
        #expect(
            diff.text == """
                --- a/a.yaml
                +++ b/a.yaml
                @@ -1,5 +1,5 @@
                 l1
                -l2
                +x
                 l3
                 l4
                 l5
                @@ -8,5 +8,4 @@
                 l8
                 l9
                 l10
                -l11
                 l12

                """
        )
    }

    /// `patch` is the judge: whatever changed, it makes the new text of the old one.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/git")), arguments: 0..<12)
    func gitAppliesIt(seed: UInt64) throws {
        var random = SeededRandom(state: seed)
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
        let patch = diff(old.joined(), new.joined())
        try patch.write(toFile: folder + "/patch", atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
        process.arguments = ["apply", "--unsafe-paths", "patch"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        try process.runAlone()
        process.waitUntilExit()
        #expect(try String(contentsOfFile: folder + "/x", encoding: .utf8) == new.joined(), "\(patch)")
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed.
private struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

import Diagnostics
import Testing

@Suite struct FixPassTests {
    private let file = SourceFile.ID(index: 0)

    private func finding(_ range: Range<Int>, _ replacement: String, code: DiagnosticCode = Samples.unused)
        -> Diagnostic
    {
        let span = SourceSpan(file: file, range)
        return Diagnostic(code, "m", at: .init(span), fix: .init(span, replacement: replacement))
    }

    private func apply(_ findings: [Diagnostic], to text: String) -> (text: String, applied: Int) {
        let pass = FixPass(findings, to: [UInt8](text.utf8), of: file)
        return (String(decoding: pass.bytes, as: UTF8.self), pass.applied.count)
    }

    @Test func fixesOfDifferentPlacesGoTogether() {
        let findings = [finding(4..<5, "E"), finding(0..<1, ""), finding(2..<2, "--")]
        #expect(apply(findings, to: "abcdef") == ("b--cdEf", 3))
    }

    @Test func ofOverlappingFixesTheFirstIsTakenWhateverTheirOrder() {
        let findings = [finding(1..<4, "X"), finding(3..<5, "Y"), finding(5..<6, "Z")]
        #expect(apply(findings, to: "abcdef") == ("aXeZ", 2))
        #expect(apply(findings.reversed(), to: "abcdef") == ("aXeZ", 2))
    }

    @Test func twoInsertionsAtOnePlaceExcludeEachOther() {
        #expect(apply([finding(1..<1, "x"), finding(1..<1, "y")], to: "ab") == ("axb", 1))
        #expect(apply([finding(0..<1, "x"), finding(1..<1, "y")], to: "ab") == ("xyb", 2))
    }

    @Test func oneChangeCanMendTwoFindings() {
        let findings = [finding(0..<1, "x"), finding(0..<1, "x", code: Samples.unknownKey)]
        #expect(apply(findings, to: "ab") == ("xb", 2))
    }

    @Test func otherFilesAndFindingsWithoutFixAreLeftAlone() {
        let other = SourceSpan(file: SourceFile.ID(index: 1), 0..<1)
        let findings = [
            Diagnostic(Samples.unused, "m", at: .init(other), fix: .init(other, replacement: "x")),
            Diagnostic(Samples.unused, "m", at: .init(SourceSpan(file: file, 0..<1))),
        ]
        #expect(apply(findings, to: "ab") == ("ab", 0))
        #expect(apply([], to: "") == ("", 0))
    }

    @Test func aDiffHasContextAndMeetsWhereItMust() {
        let old = (1...12).map { "l\($0)\n" }.joined()
        let new = old.replacing("l2\n", with: "x\n").replacing("l11\n", with: "")
        let diff = UnifiedDiff(name: "a.yaml", from: [UInt8](old.utf8), to: [UInt8](new.utf8))
        #expect(
            diff.text == """
                --- a.yaml
                +++ a.yaml
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

    @Test func aMissingLastBreakIsSaid() {
        let diff = UnifiedDiff(name: "a", from: [UInt8]("x\ny".utf8), to: [UInt8]("x\nz".utf8))
        let end = "\\ No newline at end of file\n"
        #expect(diff.text == "--- a\n+++ a\n@@ -1,2 +1,2 @@\n x\n-y\n\(end)+z\n\(end)")
        #expect(UnifiedDiff(name: "a", from: [1, 2], to: [1, 2]).text.isEmpty)
        #expect(UnifiedDiff(name: "a", from: [], to: [UInt8]("x\n".utf8)).text.contains("@@ -0,0 +1 @@\n+x\n"))
    }
}

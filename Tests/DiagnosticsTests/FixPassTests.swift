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
}

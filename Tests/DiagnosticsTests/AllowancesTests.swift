import Diagnostics
import Testing

@Suite struct AllowancesTests {
    private static let codes = [Samples.unknownKey, Samples.unused]

    /// The findings that are left where each `!` of a text is a warning and each `?` an error; comments begin at `#`.
    private func left(_ text: String) -> [Diagnostic] {
        var map = SourceMap()
        let bytes = [UInt8](text.utf8)
        let id = map.add(SourceFile(name: "p", bytes: bytes))
        var diagnostics: [Diagnostic] = []
        var comments: [SourceSpan] = []
        for (offset, byte) in bytes.enumerated() {
            let span = SourceSpan(file: id, offset..<offset + 1)
            if byte == UInt8(ascii: "!") { diagnostics.append(Diagnostic(Samples.unused, "w", at: .init(span))) }
            if byte == UInt8(ascii: "?") { diagnostics.append(Diagnostic(Samples.unknownKey, "e", at: .init(span))) }
            if byte == UInt8(ascii: "#") {
                let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                comments.append(SourceSpan(file: id, offset..<end))
            }
        }
        return Allowances(codes: Self.codes, in: map).apply(to: diagnostics, comments: comments).left.sortedBySource()
    }

    @Test(arguments: [
        "! # planrun: allow PR0301 -- r\n", "! # planrun: allow unused -- r", "! #planrun:allow pr0301  --  r\n",
        "# planrun: allow PR0301 -- r\n!\n", "\u{FEFF}# planrun: allow PR0301 -- r\n!\n",
        // Comments and blank lines may stand between.
        "  # planrun: allow PR0301 -- r\n\n  # more\r\n  a: !\n", "a: ! b: ! # planrun: allow PR0301 -- r\n",
        // Two comments may allow the same warning.
        "# planrun: allow PR0301 -- r\n! # planrun: allow PR0301 -- r\n",
    ])
    func aWarningOfTheLineIsAllowed(text: String) { #expect(left(text).isEmpty) }

    @Test(arguments: [
        ("!\n# planrun: allow PR0301 -- r\n", ["PR0301", "PR0014"]),
        ("# planrun: allow PR0301 -- r\na: b\n!\n", ["PR0014", "PR0301"]),
        ("a # planrun: allow PR0301 -- r\n!\n", ["PR0014", "PR0301"]),
        // A comment for people.
        ("! # planrun: a fine plan\n", ["PR0301"]), ("! # allow PR0301 -- r\n", ["PR0301"]),
        // An error stays, and with it nothing is said to be unused.
        ("? # planrun: allow PR0203 -- r\n", ["PR0203", "PR0013"]),
        ("? # planrun: allow PR0301 -- r\n", ["PR0203"]),
        // A code that is not there.
        ("! # planrun: allow unusde -- r\n", ["PR0301", "PR0011"]),
        ("! # planrun: allow PR0301\n", ["PR0012"]), ("! # planrun: allow PR0301 --\n", ["PR0012"]),
        ("! # planrun: allow\n", ["PR0301", "PR0010"]), ("! # planrun: allow -- r\n", ["PR0301", "PR0010"]),
        ("! # planrun: allow PR0301, -- r\n", ["PR0301", "PR0010"]),
        ("! # planrun: allow PR0301 r\n", ["PR0301", "PR0010"]),
        ("! # planrun: alow PR0301 -- r\n", ["PR0301", "PR0010"]),
        ("! # planrun: ignore PR0301\n", ["PR0301", "PR0010"]),
    ])
    func whatIsWrongWithACommentIsSaid(text: String, codes: [String]) { #expect(left(text).map(\.code.id) == codes) }

    @Test(arguments: [
        // Of several codes the unused one goes, and the comment with the last.
        ("! # planrun: allow PR0301, PR0203 -- r\n", "! # planrun: allow PR0301 -- r\n"),
        ("! # planrun: allow PR0203,  unused -- r\n", "! # planrun: allow unused -- r\n"),
        ("a: b  # planrun: allow PR0301 -- r\nc: d\n", "a: b\nc: d\n"),
        ("a: b\n  # planrun: allow PR0301 -- r\nc: d\n", "a: b\nc: d\n"),
        ("a: b\r\n# planrun: allow PR0301 -- r", "a: b\r\n"),
        ("! # planrun: allow unusde -- r\n", "! # planrun: allow unused -- r\n"),
    ])
    func fixesLeaveTheRestAlone(text: String, expected: String) {
        let pass = FixPass(left(text), to: [UInt8](text.utf8), of: SourceFile.ID(index: 0))
        #expect(String(decoding: pass.bytes, as: UTF8.self) == expected)
    }

    @Test func placesAreExact() {
        let text = "é: ! # planrun: allow unusde -- r\n"
        let found = left(text).last
        #expect(
            found.map { SourceFile(name: "", bytes: [UInt8](text.utf8)).text(in: $0.primary.span.range) } == "unusde"
        )
        #expect(found?.help == ["did you mean `unused`?"])
    }
}

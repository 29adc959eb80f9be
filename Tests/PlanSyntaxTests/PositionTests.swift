import Diagnostics
import PlanSyntax
import Testing

/// Places in bytes and in columns, whatever the characters before them.
struct PositionTests {
    /// Each value's span must cover exactly its own bytes.
    @Test(arguments: ["", "\u{FEFF}", "# é\n", "# 😀\n\n", "# 性能\r\n", "\u{FEFF}# 😀é\r\n"], ["\n", "\r\n"])
    func spansCoverTheirText(head: String, lineBreak: String) throws {
        let lines = ["é😀: [性能, x, \"q😀\"]", "b: 'it'  # 备注", "c: z"]
        let text = head + lines.joined(separator: lineBreak) + lineBreak
        let parsed = Parsed(text)
        let root = try #require(parsed.result.tree?.root)
        var found: [String] = []
        for entry in root.entries {
            for node in [entry.key] + [entry.value] + Array(entry.value.elements) {
                found.append(parsed.file.text(in: node.span.range))
            }
        }
        #expect(
            found == ["é😀", "[性能, x, \"q😀\"]", "性能", "x", "\"q😀\"", "b", "'it'", "c", "z"]
        )
    }

    @Test func columnsCountScalars() throws {
        let parsed = Parsed("\u{FEFF}é: 😀\r\n性能: { k: 1, k: 2 }\r\n")
        let found = try #require(parsed.result.diagnostics.first)
        #expect(parsed.place(found.primary.span) == "2:13-2:14")
        #expect(found.secondary.map { parsed.place($0.span) } == ["2:7-2:8"])
    }

    @Test func errorsOfTheReaderHaveBytePlaces() throws {
        let parsed = Parsed("\u{FEFF}é: 😀\r\nkey: @性\r\n")
        let found = try #require(parsed.result.diagnostics.first)
        #expect(found.primary.span.range == 3 + 2 + 2 + 4 + 2 + 5..<3 + 2 + 2 + 4 + 2 + 6)
        #expect(parsed.place(found.primary.span) == "2:6-2:7")
    }

    /// The part between the marks, cut out of the source by its place in the text.
    @Test(arguments: [
        ("a: accuracy >= 0.8", 9..<11, ">="), ("a: \"é > 1\"", 3..<4, ">"), ("a: 'x < 2'", 2..<3, "<"),
        ("a: 性能 x", 7..<8, "x"), ("a: [b, c d]", 0..<0, ""),
    ])
    func contentIsFoundInTheSource(text: String, range: Range<Int>, expected: String) throws {
        let parsed = Parsed(text)
        let value = try #require(parsed.result.tree?.root.entries.first?.value)
        guard value.kind == .scalar else { return }
        #expect(parsed.file.text(in: value.span(ofContent: range).range) == expected)
    }

    @Test(arguments: ["a: 'it''s'", "a: \"\\u0041b\"", "a: one\n  two", "a: |\n  block\n"])
    func contentThatDiffersHasTheWholeSpan(text: String) throws {
        let value = try #require(Parsed(text).result.tree?.root.entries.first?.value)
        #expect(value.span(ofContent: 1..<2) == value.span)
    }

    @Test func contentOutsideIsClamped() throws {
        let value = try #require(Parsed("a: bcd\n").result.tree?.root.entries.first?.value)
        #expect(value.span(ofContent: 2..<99).range == 5..<6)
    }

    @Test func aliasShowsItsTargetWhereItStands() throws {
        let root = try #require(Parsed("a: &x { k: [1] }\nb: *x\n").result.tree?.root)
        let (a, b) = (Array(root.entries)[0].value, Array(root.entries)[1].value)
        #expect(b.isAlias && !a.isAlias)
        #expect(b.span.range == 20..<22)
        #expect(b.kind == .mapping)
        #expect(b.entries.first?.value.elements.first?.text == "1")
        #expect(b.entries.first?.value.id == a.entries.first?.value.id)
        #expect(a.id != b.id)
    }
}

import Diagnostics
import Foundation
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

    /// The first place of a word of the text, found again in the source: blanks and breaks become others, words do not.
    @Test(arguments: [
        ("a: 'it''s > one'", ">"), ("a: \"\\u0041b \\\"x\\\" > 1\"", ">"), ("a: \"\\u6027 > 1\"", ">"),
        ("a: one\n  two\n\n  three", "three"),
        ("a: |\n  block\n   more\n", "more"), ("a: >-\n  accuracy >= 0.9\n  and 错 < 2\n\n  or x\n", "错"),
        ("a: >-\n  accuracy >= 0.9\n  and y < 2\n\n  or x\nb: 1\n", "x"),
        ("a: >2\r\n   first\r\n  second\r\n", "second"),
        ("a: \"one \\\n   two\n   three\"", "three"), ("a: 'one\n\n  two'", "two"),
        ("- a: |+\n    k\n    last\n\n", "last"),
    ])
    func wordsAreFoundInTheSource(text: String, word: String) throws {
        let parsed = Parsed(text)
        var value = try #require(parsed.result.tree?.root)
        while value.kind != .scalar { value = try #require(value.elements.first ?? value.entries.first?.value) }
        let place = try #require(value.text.range(of: word))
        let start = value.text.utf8.distance(from: value.text.startIndex, to: place.lowerBound)
        let span = value.span(ofContent: start..<start + word.utf8.count)
        #expect(parsed.file.text(in: span.range) == word)
        #expect(value.span(ofContent: 0..<value.text.utf8.count).range.upperBound <= text.utf8.count)
    }

    @Test func anEscapeIsWhole() throws {
        let parsed = Parsed("a: \"\\u0041\\u6027b\"")
        let value = try #require(parsed.result.tree?.root.entries.first?.value)
        #expect(parsed.file.text(in: value.span(ofContent: 0..<1).range) == "\\u0041")
        #expect(parsed.file.text(in: value.span(ofContent: 1..<4).range) == "\\u6027")
        #expect(parsed.file.text(in: value.span(ofContent: 4..<5).range) == "b")
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

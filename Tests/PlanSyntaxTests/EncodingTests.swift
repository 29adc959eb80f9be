import Diagnostics
import PlanSyntax
import Testing

/// What the first pass refuses, with the place in bytes.
struct EncodingTests {
    @Test(arguments: [
        ([0x61, 0x3A, 0x20, 0xFF, 0x0A] as [UInt8], 3..<4),
        ([0x61, 0x3A, 0x20, 0x80, 0x80, 0x0A], 3..<5),  // continuation bytes alone
        ([0x61, 0x3A, 0x20, 0xC0, 0xAF, 0x0A], 3..<5),  // an overlong `/`
        ([0x61, 0x3A, 0x20, 0xE0, 0x80, 0xAF, 0x0A], 3..<6),  // an overlong `/` in three bytes
        ([0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80, 0x0A], 3..<6),  // a surrogate
        ([0x61, 0x3A, 0x20, 0xF4, 0x90, 0x80, 0x80, 0x0A], 3..<7),  // beyond U+10FFFF
        ([0x61, 0x3A, 0x20, 0xE2, 0x82], 3..<5),  // cut off
    ])
    func invalidUTF8(bytes: [UInt8], place: Range<Int>) {
        let parsed = Parsed(bytes)
        #expect(parsed.slugs == ["invalid-utf8"])
        #expect(parsed.result.diagnostics.first?.primary.span.range == place)
        #expect(parsed.result.tree == nil)
    }

    @Test func everyBrokenPlaceIsReported() {
        let parsed = Parsed([0x61, 0xFF, 0x62, 0xFF, 0x63, 0x00])
        #expect(parsed.slugs == ["invalid-utf8", "invalid-utf8", "control-character"])
        #expect(parsed.result.diagnostics.map(\.primary.span.lowerBound) == [1, 3, 5])
    }

    @Test(arguments: [
        ("a: \u{0}b", 3..<4, "U+0000"), ("a: \u{1B}[31m", 3..<4, "U+001B"), ("é: \u{7F}", 4..<5, "U+007F"),
        ("a: \u{9B}x", 3..<5, "U+009B"), ("a: \u{FFFE}x", 3..<6, "U+FFFE"),
    ])
    func controlCharacters(text: String, place: Range<Int>, name: String) throws {
        let found = try #require(Parsed(text).result.diagnostics.first)
        #expect(found.code.slug == "control-character")
        #expect(found.primary.span.range == place)
        #expect(found.message.contains(name))
    }

    @Test func byteOrderMarkInside() throws {
        let found = try #require(Parsed("a: 1\n\u{FEFF}b: 2\n").result.diagnostics.first)
        #expect(found.code.slug == "control-character")
        #expect(found.fix?.span.range == 5..<8)
        #expect(found.fix?.replacement == "")
    }

    @Test(arguments: [
        [0xFF, 0xFE, 0x61, 0x00] as [UInt8], [0xFE, 0xFF, 0x00, 0x61], [0x61, 0x00, 0x3A, 0x00],
        [0x00, 0x61, 0x00, 0x3A], [0xFF, 0xFE, 0x00, 0x00], [0x00, 0x00, 0xFE, 0xFF],
    ])
    func otherEncodings(bytes: [UInt8]) { #expect(Parsed(bytes).slugs == ["wrong-encoding"]) }

    @Test func manyFindingsAreCapped() throws {
        let parsed = Parsed([UInt8](repeating: 0x01, count: 5_000))
        #expect(parsed.slugs.count == 1_000)
        #expect(parsed.result.diagnostics.last?.notes == ["4000 more of this kind are not listed"])
    }

    @Test func separatorsDoNotEndLines() throws {
        let parsed = Parsed("a: x\u{2028}b: y\nc: z\n")
        #expect(parsed.slugs.first == "line-separator")
        #expect(Parsed("a: x\u{2028}y\nc: z\n").result.tree?.root.entries.count == 2)
    }

    @Test func separatorsAreReportedBesideOtherErrors() {
        #expect(Parsed("a: 1 # x\u{85}\na: 2\n").slugs == ["line-separator", "duplicate-key"])
        #expect(Parsed("a: 1 # x\u{85}\n\u{1}\n").slugs == ["line-separator", "control-character"])
    }
}

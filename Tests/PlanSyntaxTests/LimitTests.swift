import Diagnostics
import PlanSyntax
import Testing

/// Inputs made to exhaust a reader: each must be refused, or read in work that grows with its size.
struct LimitTests {
    @Test func largeFileIsRefusedUnread() {
        let parsed = Parsed([UInt8](repeating: UInt8(ascii: "x"), count: (16 << 20) + 1))
        #expect(parsed.slugs == ["file-too-large"])
        #expect(parsed.result.steps == 0)
    }

    @Test func bytesUpToTheLimitAreRead() {
        #expect(Parsed("a: 1", limits: SyntaxLimits(bytes: 4, nodes: 10, depth: 4)).slugs == [])
        #expect(Parsed("a: 1", limits: SyntaxLimits(bytes: 3, nodes: 10, depth: 4)).slugs == ["file-too-large"])
    }

    @Test(arguments: ["[", "[\n", "{ a: ", "- "])
    func bottomlessNesting(unit: String) throws {
        let parsed = Parsed(String(repeating: unit, count: 100_000))
        #expect(parsed.slugs == ["too-deep"])
        #expect(parsed.result.tree == nil)
        let place = try #require(parsed.result.diagnostics.first).primary.span.lowerBound
        #expect(place == 64 * unit.utf8.count)
    }

    @Test func depthUpToTheLimitIsRead() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(Parsed(nested(64)).slugs == [])
        #expect(Parsed(nested(65)).slugs == ["too-deep"])
    }

    @Test func depthIsCountedThroughAliases() {
        func nested(_ depth: Int, _ inner: String) -> String {
            String(repeating: "[", count: depth) + inner + String(repeating: "]", count: depth)
        }
        #expect(Parsed("a: &a \(nested(40, "x"))\nb: \(nested(23, "*a"))\n").slugs == [])
        #expect(Parsed("a: &a \(nested(40, "x"))\nb: \(nested(24, "*a"))\n").slugs == ["too-deep"])
    }

    @Test func nodesUpToTheLimitAreRead() throws {
        let limits = SyntaxLimits(bytes: 1_000, nodes: 5, depth: 4)
        #expect(Parsed("[1, 2, 3, 4]", limits: limits).slugs == [])
        let parsed = Parsed("[1, 2, 3, 4, 5]", limits: limits)
        #expect(parsed.slugs == ["too-many-nodes"])
        #expect(parsed.result.diagnostics.first?.primary.span.range == 13..<14)
    }

    @Test func millionNodes() {
        let items = Array("- a\n".utf8)
        var bytes: [UInt8] = []
        for _ in 0..<999_999 { bytes += items }
        #expect(Parsed(bytes).result.tree?.root.elements.count == 999_999)
        #expect(Parsed(bytes + items).slugs == ["too-many-nodes"])
    }

    /// "Billion laughs": each anchor holds the one before it nine times.
    static let bomb =
        (1..<9).reduce("a0: &a0 [lol]\n") { text, level in
            text + "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
                + "]\n"
        } + "z: *a8\n"

    @Test func aliasBomb() throws {
        let parsed = Parsed(Self.bomb)
        #expect(parsed.slugs == ["alias-expansion"])
        #expect(parsed.result.tree == nil)
        let found = try #require(parsed.result.diagnostics.first)
        #expect(found.message.contains("`a8`"))
        #expect(parsed.file.text(in: found.primary.span.range) == "*a8")
        #expect(parsed.file.text(in: try #require(found.secondary.first).span.range) == "&a8")
    }

    /// 62 levels of doubling exceed what an integer of 64 bits holds.
    @Test func aliasBombBeyondIntegers() {
        var text = "a0: &a0 [x]\n"
        for level in 1...200 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        let limits = SyntaxLimits(bytes: 1 << 20, nodes: 1 << 20, depth: 300)
        #expect(Parsed(text, limits: limits).slugs.contains("alias-expansion"))
    }

    @Test func expansionUpToTheBudgetIsRead() {
        // A list of n and its anchor's value: 1 + key + list of n items + key + list of m aliases, each n + 1 when written out.
        func text(_ aliases: Int) -> String {
            let list = Array(repeating: "x", count: 99).joined(separator: ", ")
            let uses = Array(repeating: "*a", count: aliases).joined(separator: ", ")
            return "a: &a [\(list)]\nb: [\(uses)]\n"
        }
        // 104 + m source nodes: the budget 2,040 + 10 m is passed by 103 + 1 + 100 m first at m = 22.
        #expect(Parsed(text(21)).slugs == [])
        #expect(Parsed(text(22)).slugs == ["alias-expansion"])
    }

    @Test(arguments: [(1_024, true), (1_025, false)])
    func longKeys(length: Int, isAllowed: Bool) throws {
        let key = String(repeating: "é", count: length)
        for text in ["\(key): 1\n", "- \(key): 1\n", "a: { \(key): 1 }\n", "- \"\(String(key.dropLast(2)))\": 1\n"] {
            let parsed = Parsed(text)
            #expect(parsed.slugs == (isAllowed ? [] : ["key-too-long"]), "\(text.prefix(8))")
        }
    }

    @Test func longValueWithColonIsNoLongKey() {
        let long = String(repeating: "x", count: 1_100)
        #expect(Parsed("a: \(long): b\n").slugs == ["misplaced-colon"])
    }

    // MARK: Work grows with size

    static let makers: [(String, @Sendable (Int) -> String)] = [
        ("distinct keys", { n in (0..<n).map { "key\($0): é\n" }.joined() }),
        ("equal keys", { n in String(repeating: "key: é\n", count: n) }),
        ("anchors", { n in (0..<n).map { "k\($0): &a\($0) é\nu\($0): *a\($0)\n" }.joined() }),
        ("tight hashes", { n in "# é" + String(repeating: "a#", count: n) }),
        ("hashes in text", { n in "a: |\n" + String(repeating: "  é#\n", count: n) }),
        ("lists in a line", { n in "a: [" + String(repeating: "[(é],", count: n) + "]\n" }),
        ("block text", { n in "a: |\n" + String(repeating: "  é\n", count: n) }),
        ("missing values", { n in (0..<n).map { "é\($0):   # none\n" }.joined() }),
    ]

    @Test(arguments: makers.indices)
    func workIsLinear(maker: Int) {
        let (name, make) = Self.makers[maker]
        let (small, large) = (make(2_000), make(16_000))
        let limits = SyntaxLimits(bytes: 1 << 24, nodes: 1 << 20, depth: 64)
        let work = [small, large].map { Double(Parsed($0, limits: limits).result.steps) / Double($0.utf8.count) }
        #expect(work[1] <= work[0] * 1.2, "\(name): \(work)")
        #expect(work[1] > 0)
    }
}

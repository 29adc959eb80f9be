import Diagnostics
import PlanSyntax
import Testing

/// Whatever the input: no crash, every place within the file, children within their parents, an error wherever no tree.
struct PropertyTests {
    /// SplitMix64 (Steele, Lea, Flood 2014): the same inputs in every run.
    struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    /// Pieces that matter to YAML, so that random texts reach deep into the reader.
    static let pieces = [
        "a", "b: ", ": ", "- ", "? ", "[", "]", "{", "}", ", ", "\n", "\n  ", "\n    ", "\r\n", "\t", "#", " # c", "'",
        "\"",
        "\\", "&x ", "*x", "!!str ", "!t ", "|", ">", "|-\n  ", "---\n", "...\n", "%YAML 1.2\n", "é", "😀", "性",
        "\u{FEFF}",
        "\u{2028}", "\u{85}", "(", ")", "<<", "-", "@", "x#y", "\\u0041", "\\0", "''", "1",
    ]

    @Test(arguments: 0..<40)
    func randomPieces(seed: UInt64) {
        var random = Random(state: seed)
        for _ in 0..<250 {
            let count = Int.random(in: 0...30, using: &random)
            check([UInt8]((0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined().utf8))
        }
    }

    @Test(arguments: 0..<8)
    func randomBytes(seed: UInt64) {
        var random = Random(state: seed)
        for _ in 0..<250 {
            check((0..<Int.random(in: 0...60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
    }

    @Test(arguments: ["iris", "anchors", "styles", "flow", "missing", "unicode"])
    func mutations(name: String) throws {
        let bytes = try Golden.input("ok", name)
        var random = Random(state: UInt64(bytes.count))
        for _ in 0..<200 {
            var mutated = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let at = Int.random(in: 0..<mutated.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: mutated.remove(at: at)
                case 1: mutated[at] = UInt8.random(in: 0...255, using: &random)
                case 2: mutated.insert(contentsOf: (Self.pieces.randomElement(using: &random) ?? "").utf8, at: at)
                default: mutated.removeSubrange(at..<min(mutated.count, at + 40))
                }
                if mutated.isEmpty { break }
            }
            check(mutated)
        }
    }

    private func check(_ bytes: [UInt8]) {
        let parsed = Parsed(bytes)
        let whole = 0..<bytes.count
        func isInside(_ span: SourceSpan, _ range: Range<Int>) -> Bool {
            range.lowerBound <= span.lowerBound && span.lowerBound <= span.upperBound
                && span.upperBound <= range.upperBound
        }
        for found in parsed.result.diagnostics {
            let spans = [found.primary.span] + found.secondary.map(\.span) + (found.fix.map { [$0.span] } ?? [])
            for span in spans { #expect(isInside(span, whole), "\(found.code.slug) in \(bytes)") }
        }
        guard let root = parsed.result.tree?.root else {
            #expect(parsed.result.diagnostics.containsErrors, "\(bytes)")
            return
        }
        var open = [(root, whole)]
        while let (node, range) = open.popLast() {
            #expect(isInside(node.span, range), "\(parsed.place(node.span)) of \(bytes)")
            if node.isAlias { continue }
            let children = Array(node.elements) + node.entries.flatMap { [$0.key, $0.value] }
            var end = node.span.lowerBound
            for child in children {
                #expect(child.span.lowerBound >= end, "in order: \(bytes)")
                end = child.span.upperBound
                open.append((child, node.span.range))
            }
        }
    }

    /// Fixes that are offered must remove the finding that offers them.
    @Test(arguments: Golden.names(in: "err"))
    func fixesMend(name: String) throws {
        let bytes = try Golden.input("err", name)
        for found in Parsed(bytes).result.diagnostics {
            guard let fix = found.fix else { continue }
            var mended = bytes
            mended.replaceSubrange(fix.span.range, with: fix.replacement.utf8)
            let before = Parsed(bytes).result.diagnostics.count { $0.code == found.code }
            let after = Parsed(mended).result.diagnostics.count { $0.code == found.code }
            #expect(after < before, "\(found.code.slug) of \(name)")
        }
    }
}

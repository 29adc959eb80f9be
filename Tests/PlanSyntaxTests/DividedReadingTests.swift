import Diagnostics
import PlanSyntax
import Platform
import Testing

/// Read in parts, a text says what it says in one piece.
struct DividedReadingTests {
    private static let divisions = [2, 3, 5].map { Division(threads: $0, least: 1) }

    /// In how many parts the bytes were read at the most.
    @discardableResult
    private func check(_ bytes: [UInt8], limits: SyntaxLimits = .standard) -> Int {
        let whole = Parsed(bytes, limits: limits)
        var most = 1
        for division in Self.divisions {
            let divided = Parsed(bytes, limits: limits, division: division)
            #expect(divided.result.diagnostics == whole.result.diagnostics, "\(bytes)")
            #expect(divided.tree == whole.tree, "\(bytes)")
            most = max(most, divided.result.parts)
        }
        return most
    }

    @Test(arguments: ["ok", "err"])
    func fixtures(part: String) throws {
        for name in Golden.names(in: part) { check(try Golden.input(part, name)) }
    }

    @Test func listUnderAKeyIsDivided() {
        for (before, indentation, after) in [
            ("", "", ""), ("a: 1\nb: [x]\n", "  ", "c: d\n"), ("# first\n", "    ", "e:\n    - f\n"),
        ] {
            let items = (0..<40).map { "\(indentation)- n: \($0)\n\(indentation)  t: \"\\u00e9 # \($0)\" # é\n" }
            let text = before + "list:\n" + items.joined() + after
            #expect(check([UInt8](text.utf8)) == 5)
        }
    }

    /// What is in one part and counts in another, and lists that only look like one.
    @Test(arguments: [
        "%TAG !e! tag:yaml.org,2002:\n---\nlist:\n  - !e!str 1\n  - !e!str 2\n  - !e!str 3\n",
        "list:\n  - &a 1\n  - *a\n  - 2\n  - 3\n",
        "text: |\n  - a\n  - b\n  - c\n  - d\n",
        "text: \"\n  - a\n  - b\n  - c\n  - d\"\n",
        "text: [\n  - a,\n  - b,\n  - c,\n  - d]\n",
        "a:\n  - b\n  - c\nd:\n  - e\n  - f\n  - g\n",
        "- a\n- b\n- c\n- d\n",
        "- - a\n  - b\n- - c\n  - d\n",
        "a:\n  - b\n  - c\n...\n  - d\n  - e\n",
        "a:\n  - b\n  - c\n---\na:\n  - d\n  - e\n",
        "a:\n  - b\n  - c\n  - d\na:\n  - e\n",
        "a:\n  -\n  -\n  -\n  -\n",
        "? a\n: - b\n  - c\n  - d\n  - e\n",
        "  a:\n  - b\n  - c\n  - d\n",
        "a:\n  - b:\n  - c:\n  - d:\n  - e:\n",
        "a:\n  - |+\n    b\n\n  - >-\n    c\n\n  - |2\n    d\n  - e\n",
        "a:\n  - {x: 1,\n  - y: 2}\n  - c\n  - d\n",
        "a:\n  - b\n   - c\n - d\n  - e\n",
    ])
    func corners(text: String) { check([UInt8](text.utf8)) }

    @Test func limitsHoldForTheWhole() {
        let text = [UInt8](("list:\n" + (0..<50).map { "  - n\($0)\n" }.joined()).utf8)
        check(text, limits: SyntaxLimits(bytes: 1 << 20, nodes: 52, depth: 64))
        check(text, limits: SyntaxLimits(bytes: 1 << 20, nodes: 53, depth: 64))
        check(text, limits: SyntaxLimits(bytes: 1 << 20, nodes: 1_000, depth: 1))
    }

    @Test(arguments: 0..<40)
    func randomLists(seed: UInt64) {
        var random = PropertyTests.Random(state: seed)
        var divided = 0
        for _ in 0..<100 {
            func pieces(_ most: Int) -> String {
                (0..<Int.random(in: 0...most, using: &random)).map { _ in
                    PropertyTests.pieces.randomElement(using: &random) ?? ""
                }.joined()
            }
            let indentation = ["", "  ", "   "].randomElement(using: &random) ?? ""
            // Most items are sound, so that many texts can be divided, and a wrong one now and then must be noticed.
            let items = (0..<Int.random(in: 2...9, using: &random)).map { number in
                Int.random(in: 0..<4, using: &random) > 0
                    ? "\(indentation)- a: \(number)\n\(indentation)  b: [x, y]\n" : "\(indentation)- \(pieces(4))\n"
            }
            let before = Bool.random(using: &random) ? "" : pieces(3) + "\n"
            let after = Bool.random(using: &random) ? "" : pieces(4)
            if check([UInt8]((before + "list:\n" + items.joined() + after).utf8)) > 1 { divided += 1 }
        }
        #expect(divided > 10)
    }
}

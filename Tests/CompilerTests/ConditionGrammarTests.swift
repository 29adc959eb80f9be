import Diagnostics
import Plan
import Testing

/// The grammar of conditions: what binds to what, and where each part stands.
struct ConditionGrammarTests {
    @Test(
        arguments: [
            ("a > 1", "a > 1.0"),
            ("a<=1", "a <= 1.0"),
            ("a == b != c", nil),
            ("a > 1 and b > 2 or c > 3 and d > 4", "or{and{a > 1.0; b > 2.0}; and{c > 3.0; d > 4.0}}"),
            ("a > 1 or b > 2 and c > 3 or d > 4", "or{a > 1.0; and{b > 2.0; c > 3.0}; d > 4.0}"),
            ("(a > 1 or b > 2) and c > 3", "and{or{a > 1.0; b > 2.0}; c > 3.0}"),
            ("not a > 1 and b > 2", "and{not{a > 1.0}; b > 2.0}"),
            ("not not (a > 1 and b > 2)", "not{not{and{a > 1.0; b > 2.0}}}"),
            ("a + b * c - d / e > 1", "((a + (b * c)) - (d / e)) > 1.0"),
            ("a - b - c > 1", "((a - b) - c) > 1.0"),
            ("a / b * c > 1", "((a / b) * c) > 1.0"),
            ("(a + b) * c > 1", "((a + b) * c) > 1.0"),
            ("((a + b)) > 1", "(a + b) > 1.0"),
            ("(a) > (1)", "a > 1.0"),
            ("((a > 1))", "a > 1.0"),
            (
                "(a + (b)) * 2 > 1 and ((c > 1) or (d + 1) > 2)",
                "and{((a + b) * 2.0) > 1.0; or{c > 1.0; (d + 1.0) > 2.0}}"
            ),
            ("1 < (a + b)", "1.0 < (a + b)"),
            ("any of (a > 1, b > 2)", "any{a > 1.0; b > 2.0}"),
            ("all of (a > 1 and b > 2, c > 3)", "all{and{a > 1.0; b > 2.0}; c > 3.0}"),
            ("2 of (a > 1, not b > 2, any of (c > 3)) or d > 4", "or{2{a > 1.0; not{b > 2.0}; any{c > 3.0}}; d > 4.0}"),
            ("(any of (a > 1))", "any{a > 1.0}"),
            ("any > 1 and all > 2", "and{any > 1.0; all > 2.0}"),
            ("a.b.c > 1", "a.b.c > 1.0"),
            ("a[x] > 1", "a[x] > 1.0"),
            ("a.b[x, \"y z\", 'q\"', 3] > 1", "a.b[x|y z|q\"|3] > 1.0"),
            ("(a[of] + 1) * 2 > 1", "((a[of] + 1.0) * 2.0) > 1.0"),
            ("a[and, or, not, by] > 1", "a[and|or|not|by] > 1.0"),
            ("a[\"性能 > 1\"] > 1", "a[性能 > 1] > 1.0"),
            ("a by region > 1", "a by=region > 1.0"),
            ("a over 1h30m > 1", "a over=1h30m > 1.0"),
            ("a[x] by region over 5m > b over 1d", "a[x] by=region over=5m > b over=1d"),
            ("a by by over over 1h > 1", nil),
            ("a by region x device over 5m > 1", "a by=region x device over=5m > 1.0"),
            ("a by x x y > b by x", "a by=x x y > b by=x"),
            ("a by region x > 1", nil),
            ("a by region x device x region > 1", nil),
            ("a by p x q x r x s > 1", "a by=p x q x r x s > 1.0"),
            ("a by p x q x r x s x t > 1", nil),
            ("a > baseline - 5%", "a > (baseline - share 0.05)"),
            ("a > 0.7% and b > 250ms and c > 20/s", "and{a > share 0.007; b > 250ms; c > 20.0 a second}"),
            ("a > 12/m and 6 / m > 1", "and{a > 0.2 a second; (6.0 / m) > 1.0}"),
            ("6/minutes > 1", "(6.0 / minutes) > 1.0"),
            ("_a1 > 1", "_a1 > 1.0"),
            ("a\t>\n        1", "a > 1.0"),
        ] as [(String, String?)]
    )
    func trees(condition: String, tree: String?) {
        #expect(ConditionPlan(condition, style: .literal).syntax?.tree == tree)
    }

    /// Quotes, folds and escapes of YAML around a condition do not matter to it.
    @Test(arguments: ConditionPlan.Style.allCases)
    func styles(style: ConditionPlan.Style) {
        let condition = "recall[\"virginica\"] > 0.5 and f1.macro + 5% >= baseline"
        let plan = ConditionPlan(condition, style: style)
        #expect(plan.compiled.findings == "")
        #expect(plan.syntax?.tree == "and{recall[virginica] > 0.5; (f1.macro + share 0.05) >= baseline}")
    }

    static let parts = [
        "f1", "macro", "virginica", ">=", "0.5", "not", "2", "feedback", "\"slow 性\"", "<", "5%", "latency", "p99",
        "10m",
        "==", "baseline", "1h30m",
    ]

    /// In plain and quoted scalars every part is found to the byte.
    @Test(arguments: [ConditionPlan.Style.plain, .singleQuoted, .doubleQuoted])
    func places(style: ConditionPlan.Style) throws {
        let condition =
            "f1.macro[virginica] >= 0.5 and not 2 of (feedback['slow 性'] < 5%, latency.p99 over 10m == baseline - 1h30m)"
        let plan = ConditionPlan(condition, style: style)
        let syntax = try #require(plan.syntax)
        let quoted = style == .singleQuoted ? "''slow 性''" : "'slow 性'"
        let texts = syntax.spans.map { plan.compiled.sources.text(of: $0) }
        #expect(texts == Self.parts.map { $0 == "\"slow 性\"" ? quoted : $0 })
    }

    /// The same in a condition over several lines.
    @Test func placesInFolds() throws {
        let plan = ConditionPlan("accuracy >= 0.5\n        and f1 > 0.1", style: .folded)
        let spans = try #require(plan.syntax).spans
        #expect(spans.map { plan.compiled.sources.text(of: $0) } == ["accuracy", ">=", "0.5", "f1", ">", "0.1"])
    }

    // MARK: Bounds

    private func nested(_ depth: Int, _ inner: String) -> String {
        String(repeating: "(", count: depth) + inner + String(repeating: ")", count: depth)
    }

    @Test func depthIsBounded() {
        #expect(ConditionPlan(nested(64, "accuracy > 0.5")).messages == [])
        #expect(ConditionPlan(nested(65, "accuracy > 0.5")).messages == ["the condition is nested more than 64 deep"])
        #expect(ConditionPlan(nested(64, "accuracy") + " > 0.5").messages == [])
        #expect(
            ConditionPlan(nested(65, "accuracy") + " > 0.5").messages == ["the condition is nested more than 64 deep"]
        )
        let nots = String(repeating: "not ", count: 65) + "accuracy > 0.5"
        #expect(ConditionPlan(nots).messages == ["the condition is nested more than 64 deep"])
        let mixed = String(repeating: "not any of (", count: 33) + "accuracy > 0.5" + String(repeating: ")", count: 33)
        #expect(ConditionPlan(mixed).messages == ["the condition is nested more than 64 deep"])
        #expect(ConditionPlan(String(repeating: "(", count: 20_000)).messages == ["this `(` is never closed"])
        #expect(
            ConditionPlan(nested(20_000, "accuracy") + " > 0.5").messages == [
                "the condition is nested more than 64 deep"
            ]
        )
    }

    /// Long sums are trees as deep as they are long, which nobody needs; long lists of conditions are flat.
    @Test func lengthIsBounded() {
        let terms = { (count: Int) in "accuracy" + String(repeating: " + 0", count: count) + " > 0.5" }
        #expect(ConditionPlan(terms(256)).messages == [])
        #expect(ConditionPlan(terms(257)).messages == ["the comparison has more than 256 signs"])
        #expect(ConditionPlan(terms(20_000)).messages == ["the comparison has more than 256 signs"])
        for word in ["and", "or"] {
            let conditions = Array(repeating: "accuracy > 0.5", count: 5_000).joined(separator: " \(word) ")
            #expect(ConditionPlan(conditions).messages == [])
        }
        let listed = "any of (" + Array(repeating: "(accuracy > 0.5)", count: 5_000).joined(separator: ", ") + ")"
        #expect(ConditionPlan(listed).messages == [])
    }
}

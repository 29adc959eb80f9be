import Compiler
import Diagnostics
import Plan
import Testing

/// Whatever the plan says: no crash, a program exactly where there is no error, places inside the text, nothing twice.
struct RobustnessTests {
    static let pieces = [
        "accuracy", "f1", ".macro", "latency.p99", "feedback.negative", "feedback", "[slow]", "[", "]",
        "recall[setosa]",
        "confusion", " > ", " >= ", " == ", "=", "0.5", "5%", "12", "250ms", "1h30m", "20/s", " and ", " or ", " not ",
        "any of (", "2 of (", "(", ")", ", ", " + ", " - ", " * ", " / ", "baseline", " by ", " over ", " 5m", "\"x\"",
        "'", "性", "😀", "\u{301}", "e\u{301}", "1e5", "$", "  ", "\t", "0", "{{", "}}", "&&", "99999999999999999", ".",
    ]

    @Test(arguments: 0..<20)
    func randomConditions(seed: UInt64) {
        var random = Random(state: seed)
        for _ in 0..<50 {
            let count = Int.random(in: 0...12, using: &random)
            let condition = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            check(ConditionPlan(condition, style: Bool.random(using: &random) ? .singleQuoted : .doubleQuoted).compiled)
        }
    }

    @Test(arguments: 0..<10)
    func randomBytes(seed: UInt64) {
        var random = Random(state: seed)
        for _ in 0..<50 {
            let scalars = (0..<Int.random(in: 0...30, using: &random)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0x20...0x2FFF, using: &random))
            }
            check(ConditionPlan(String(String.UnicodeScalarView(scalars))).compiled)
        }
    }

    static let values = [
        "", "~", "null", "true", "0", "-1", "1.0", "1e3", "99999999999999999999", "9223372036854775807", "5%", "0%",
        "1h", "0s", "3650d", "99999999999d", "20/s", "99999999999999999/s", "[]", "{}", "[~]", "{ a: 1 }", "[[1]]",
        "accuracy > 0.5", "'accuracy > 0.5'", "{ if: accuracy > 0.5 }", "\"\"", "name", "iris", "iris.test", "../x",
        "\"a\\0b\"", "*x", "&x y", "!!str 5", "!!null x", "!!int 5", "\"\\u2028\"", "{ ? [1] : 2 }", ".inf", ".nan",
    ]

    /// A value of the plan in the place of another, a key of another mapping, a line less.
    @Test(arguments: Golden.names(in: "ok"), 0..<10)
    func mutations(name: String, seed: UInt64) throws {
        let text = Array(try Golden.input("ok", name).utf8)
        let leaves = Leaves(of: String(decoding: text, as: UTF8.self)).ranges
        var random = Random(state: seed)
        for _ in 0..<20 {
            var mutated = text
            for leaf in leaves.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)).sorted(by: {
                $0.lowerBound > $1.lowerBound
            }) {
                mutated.replaceSubrange(leaf, with: (Self.values.randomElement(using: &random) ?? "").utf8)
            }
            if Bool.random(using: &random) {
                let start = Int.random(in: 0..<mutated.count, using: &random)
                mutated.removeSubrange(start..<min(mutated.count, start + Int.random(in: 0...30, using: &random)))
            }
            check(Compiled(mutated))
        }
    }

    private func check(_ compiled: Compiled) {
        let bytes = compiled.sources.files[0].bytes
        let text = String(decoding: bytes, as: UTF8.self)
        #expect((compiled.program == nil) == compiled.diagnostics.containsErrors, "\(text)")
        #expect(Set(compiled.diagnostics).count == compiled.diagnostics.count, "\(text)")
        for found in compiled.diagnostics {
            for span in [found.primary.span] + found.secondary.map(\.span) + (found.fix.map { [$0.span] } ?? []) {
                #expect(
                    0 <= span.lowerBound && span.lowerBound <= span.upperBound && span.upperBound <= bytes.count,
                    "\(text)"
                )
            }
        }
        _ = compiled.findings
        _ = compiled.identity
    }

    // MARK: Size

    private func plan(stages: Int) -> String {
        var text = """
            planrun: 1
            name: large
            data: { d: { csv: data/iris.csv, label: species } }
            models: { candidate: { majority_class: {}, train: d } }
            traffic: { replay: d, rate: 20/s }
            stages:

            """
        for index in 1...stages {
            text += "  - { name: s\(index), audience: \(Double(index) / Double(stages)), "
            text += "watch: { every: 1m, for: 10m }, promote_if: [accuracy > 0.5] }\n"
        }
        return text
    }

    @Test func manyStages() throws {
        let compiled = Compiled(plan(stages: 1000))
        let program = try #require(compiled.program)
        #expect(program.stages.count == 1000)
        #expect(program.steps.count == 1 + 1 + 3 * 1000 + 3)
        for step in program.steps {
            #expect(program.step(step.id) == step)
            for successor in step.successors { #expect(program.step(successor.step) != nil, "\(successor.step)") }
        }
    }

    /// Unknown keys are listed as far as a reader goes, and counted from there on.
    @Test func manyUnknownKeys() {
        let keys = (0..<20_000).map { "key_\($0): 1\n" }.joined()
        let compiled = Compiled(plan(stages: 1) + keys)
        #expect(compiled.diagnostics.count == 21)
        #expect(compiled.diagnostics.last?.message == "19980 more unknown keys in the plan")
    }

    @Test func manyUnknownNames() {
        let alerts = (0..<5_000).map { "  - { name: a\($0), when: acuracy < 0.5, notify: [n\($0)] }\n" }.joined()
        let notify = (0..<5_000).map { "  m\($0): { file: a.jsonl }\n" }.joined()
        let compiled = Compiled(plan(stages: 1) + "alerts:\n" + alerts + "notify:\n" + notify)
        #expect(compiled.codes.count { $0 == "unknown-reference" } == 5_000)
        #expect(compiled.codes.count { $0 == "unknown-metric" } == 5_000)
    }
}

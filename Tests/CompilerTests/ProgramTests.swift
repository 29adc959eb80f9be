import Diagnostics
import Foundation
import JSON
import Plan
import Testing

/// What plans compile to: a plan's meaning, all of it and nothing else, is its program.
struct ProgramTests {
    @Test(arguments: Golden.names(in: "ok"))
    func programs(name: String) throws {
        let compiled = Compiled(try Golden.input("ok", name), name: "\(name).yaml")
        #expect(compiled.complaints == [])
        let program = try #require(compiled.program)
        try Golden.check(program.json.prettyText + "\n", "ok", "\(name).json")
    }

    /// Order of keys, quotes, comments, inline or block form: none of them means anything.
    @Test(arguments: Golden.names(in: "ok"), 0..<20)
    func writingDoesNotMatter(name: String, seed: UInt64) throws {
        let text = try Golden.input("ok", name)
        var rewriting = Rewriting(random: Random(state: seed))
        let rewritten = rewriting.rewrite(text)
        let other = try #require(rewritten)
        let compiled = Compiled(other)
        #expect(compiled.complaints == [], "\(other)")
        #expect(compiled.identity == Compiled(text).identity, "\(other)")
    }

    /// Ways to say the same as a part of `everything.yaml`.
    @Test(
        arguments: [
            ("every: 30s", "every: 0.5m"), ("for: 1h30m", "for: 5400s"), ("hold_for: 2w", "hold_for: 14d"),
            ("rate: 90/m", "rate: 1.5/s"), ("test: 12.5%", "test: 0.125"), ("test: 12.5%", "test: 12.50%"),
            ("audience: 1\n", "audience: 100%\n"), ("{ fraction: 25% }", "25%"), ("{ fraction: 25% }", "0.25"),
            ("beta: 0.1", "beta: 10%"), ("negative_below: 2.5", "negative_below: 2.50"),
            ("latency.max > 0.5s", "latency.max > 500ms"), ("recall[setosa] < 10%", "recall[\"setosa\"] < 0.1"),
            ("all of (f1 > 0.5, not recall[setosa] < 10%)", "(f1 > 0.5 and not (recall[setosa] < 10%))"),
            ("low_if: [ accuracy > 0.5", "low_if: [ any of (accuracy > 0.5)"),
            ("low_if: [ accuracy > 0.5", "low_if: [ { if: accuracy > 0.5 }"),
            ("low_if: [ accuracy > 0.5", "low_if: [ 1 of (all of ((accuracy > (0.5))))"),
            ("{{ feedback[\\\"too-slow\\\"] }}", "{{feedback['too-slow']}}"),
            ("f1 > 0.5", "f1 > 1 - 0.25 * 2"), ("latency.max > 0.5s", "latency.max > 1s / 2"),
            ("feedback[\"too-slow\"] > 5%", "feedback[\"too-slow\"] > 2% + 0.03"),
            ("then: none }", "severity: warning }"), ("bootstrap: true } ]", "seed: 1, bootstrap: true } ]"),
            ("if: f1.macro >= baseline * 0.9, evidence: point", "if: f1.macro >= baseline * 90%"),
            ("audience: 1\n    watch: { every: 1m, for: 1h }", "audience: 1\n    watch: &w { every: 60s, for: 60m }"),
            (
                "watch: { every: 1m, for: 1h }",
                "watch: { every: 1m, for: 1h, within: 2h, samples: 0, min_samples: 30, hold_for: 24h }"
            ),
            (
                "{ if: requests > 100, then: retrain }",
                "{ if: requests > 100, then: retrain, failures: 1, no_data: hold, evidence: point }"
            ),
        ]
    )
    func sayingTheSame(part: String, other: String) throws {
        let text = try Golden.input("ok", "everything")
        let range = try #require(text.range(of: part), "\(part)")
        let compiled = Compiled(text.replacingCharacters(in: range, with: other))
        // An anchor that nothing refers to is worth a warning, and no more.
        #expect(!compiled.diagnostics.containsErrors, "\(compiled.findings)")
        #expect(compiled.identity == Compiled(text).identity)
    }

    /// A plan's defaults are what stands there, so that a plan which states them is the same plan.
    @Test func statedDefaults() throws {
        let stated = """
            planrun: 1
            name: minimal
            data: { d: { csv: data/iris.csv, label: species } }
            models: { candidate: { majority_class: {}, train: d } }
            traffic: { replay: d, rate: 1/s, unit: user, users: 1000, groups: {}, seed: 0 }
            stages:
              - name: all
                audience: 100%
                watch: { every: 1m, for: 1m, within: 2m, samples: 0, min_samples: 30, hold_for: 1d }
                promote_if: [ { if: accuracy > 0, failures: 1, no_data: hold, evidence: point } ]
                otherwise: rollback
            alerts: []
            notify: {}
            """
        #expect(Compiled(stated).identity == Compiled(try Golden.input("ok", "minimal")).identity)
    }

    /// The options of a kind that a plan leaves out are the same as the kind's defaults, stated.
    @Test(arguments: Compiled.language.models)
    func statedOptions(descriptor: ModelDescriptor) throws {
        let (kind, options) = (descriptor.name, descriptor.options)
        let stated = options.compactMap { option in option.defaultText.map { "\(option.key): \($0)" } }
        let minimal = try Golden.input("ok", "minimal")
        let text =
            descriptor.predictsNumbers
            ? minimal.replacingOccurrences(of: "label: species", with: "label: species, columns: { species: number }")
                .replacingOccurrences(of: "accuracy > 0", with: "error_rate < 1%") : minimal
        let absent = Compiled(text.replacingOccurrences(of: "majority_class: {}", with: "\(kind): {}"))
        let present = Compiled(
            text.replacingOccurrences(
                of: "majority_class: {}",
                with: "\(kind): { \(stated.joined(separator: ", ")) }"
            )
        )
        #expect(present.findings == "")
        #expect(absent.identity == present.identity)
    }

    /// Whatever value is changed, the program changes.
    @Test func everyValueMatters() throws {
        let text = try Golden.input("ok", "everything")
        let identity = try #require(Compiled(text).identity)
        var unchanged: [String] = []
        for leaf in Leaves(of: text).ranges {
            let value = String(decoding: Array(text.utf8)[leaf], as: UTF8.self)
            let others = Leaves.alternatives(to: value).lazy.map { other in
                var bytes = Array(text.utf8)
                bytes.replaceSubrange(leaf, with: other.utf8)
                return (other, Compiled(bytes))
            }
            guard let (other, changed) = others.first(where: { $0.1.program != nil }) else {
                unchanged.append(value)
                continue
            }
            #expect(changed.identity != identity, "`\(value)` and `\(other)`")
        }
        // The version, the only evidence method there is, the last stage's audience, and the two notifiers of one alert,
        // which has no others to choose from.
        #expect(unchanged == ["1", "point", "1", "terminal", "log"])
    }
}

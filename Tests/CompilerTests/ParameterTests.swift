import Compiler
import Diagnostics
import Plan
import Testing

/// A variable stands for its parameter's value in any single value of a plan.
struct ParameterTests {
    /// A small plan with `parameters` as its section of that name, and one text of it replaced by another.
    private static func plan(_ parameters: String, _ part: String = "", _ other: String = "") -> String {
        let text = """
            planrun: 1
            name: small
            description: a plan
            data:
              iris: { csv: data/iris.csv, label: species, split: { test: 20%, seed: 42, stratify: true } }
            models:
              candidate:
                random_forest: { n_estimators: 100, max_features: sqrt }
                train: iris.train
            traffic: { replay: iris.test, rate: 20/s, users: 2000, groups: { staff: 2% } }
            stages:
              - name: full
                audience: 100%
                watch: { every: 1m, for: 10m }
                promote_if:
                  - accuracy >= 0.85
            alerts:
              - name: low
                when: accuracy < 0.5
                for: 5m
                severity: critical
                message: "at {{accuracy}}, too low"
                notify: [log]
            notify:
              log: { file: alerts.jsonl }
            feedback:
              from: data/feedback.jsonl
              negative_below: 2.5
              categories: { slow: [slow, wait] }

            """
        precondition(part.isEmpty || text.contains(part), "the plan has no \(part)")
        let changed = part.isEmpty ? text : text.replacing(part, with: other)
        return parameters.isEmpty ? changed : changed + "parameters:\n  \(parameters)\n"
    }

    /// A field of every type takes a parameter of its type, and of others that read the same.
    @Test(
        arguments: [
            ("{ type: text, default: a plan }", "description: a plan", "description: ${X}"),
            ("{ type: text, default: plan }", "description: a plan", "description: a ${X}"),
            ("{ type: name, default: small }", "name: small", "name: ${X}"),
            ("{ type: text, default: small }", "name: small", "name: ${X}"),
            ("{ type: name, default: all }", "name: small", "name: sm${X}"),
            ("{ type: path, default: data/iris.csv }", "csv: data/iris.csv", "csv: \"${X}\""),
            ("{ type: name, default: iris }", "csv: data/iris.csv", "csv: \"data/${X}.csv\""),
            ("{ type: integer, default: 2000 }", "users: 2000", "users: \"${X}\""),
            ("{ type: integer, default: 2000 }", "users: 2000", "users: '${X}'"),
            ("{ type: number, default: 2.5 }", "negative_below: 2.5", "negative_below: ${X}"),
            ("{ type: fraction, default: 2% }", "staff: 2%", "staff: \"${X}\""),
            ("{ type: fraction, default: 0.02 }", "staff: 2%", "staff: \"${X}\""),
            ("{ type: number, default: 0.02 }", "staff: 2%", "staff: \"${X}\""),
            ("{ type: integer, default: 2 }", "staff: 2%", "staff: \"${X}%\""),
            ("{ type: duration, default: 10m }", "for: 10m", "for: \"${X}\""),
            ("{ type: integer, default: 10 }", "for: 10m", "for: \"${X}m\""),
            ("{ type: rate, default: 20/s }", "rate: 20/s", "rate: \"${X}\""),
            ("{ type: boolean, default: true }", "stratify: true", "stratify: \"${X}\""),
            ("{ type: name, default: critical }", "severity: critical", "severity: ${X}"),
            ("{ type: name, default: iris }", "replay: iris.test", "replay: \"${X}.test\""),
            ("{ type: name, default: log }", "notify: [log]", "notify: [\"${X}\"]"),
            ("{ type: text, default: wait }", "[slow, wait]", "[slow, \"${X}\"]"),
            ("{ type: text, default: too low }", "too low", "${X}"),
            ("{ type: fraction, default: 0.85 }", "accuracy >= 0.85", "accuracy >= ${X}"),
            ("{ type: number, default: 0.85 }", "accuracy >= 0.85", "accuracy >=${X}"),
            ("{ type: name, default: sqrt }", "max_features: sqrt", "max_features: \"${X}\""),
        ]
    )
    func aValueStandsWhereItsVariableStands(declaration: String, part: String, use: String) {
        let compiled = Compiled(Self.plan("X: \(declaration)", part, use))
        #expect(compiled.findings == "")
        #expect(compiled.identity == Compiled(Self.plan("")).identity)
    }

    @Test func aSettingBeatsTheEnvironmentWhichBeatsTheDefault() {
        let plan = Self.plan("X: { type: rate, default: 10/s }", "rate: 20/s", "rate: \"${X}\"")
        func rate(_ change: (inout Compiled.Surroundings) -> Void) -> Rate? {
            Compiled(plan, surroundings: change).program?.traffic?.rate
        }
        #expect(rate { _ in } == Rate(planText: "10/s"))
        #expect(rate { $0.environment["X"] = "30/s" } == Rate(planText: "30/s"))
        #expect(rate { ($0.environment["X"], $0.settings["X"]) = ("30/s", "40/s") } == Rate(planText: "40/s"))
    }

    @Test func theEnvironmentIsReadForDeclaredNamesOnly() {
        let compiled = Compiled(Self.plan("")) { $0.environment["HOME"] = "/root" }
        #expect(compiled.findings == "")
    }

    /// What a value is stands in the program where it is used, and nowhere else: the same meaning is the same program.
    @Test func anUnusedParameterMeansNothing() {
        let compiled = Compiled(Self.plan("X: { type: text, default: x }"))
        #expect(compiled.codes == ["unused-parameter"])
        #expect(compiled.identity == Compiled(Self.plan("")).identity)
    }

    // MARK: Values are data

    @Test(arguments: [
        "${X}", "${Y}", "$${", "{{accuracy}}", "a: b", "[a, b]", "*a", "# no comment", "\"", "null", "~", "",
    ])
    func aValueIsNeverReadAgain(value: String) throws {
        let plan = Self.plan("X: { type: text }", "too low", "${X}").replacing("a plan", with: "${X}")
        let compiled = Compiled(plan) { $0.settings["X"] = value }
        #expect(compiled.findings == "")
        #expect(compiled.program?.description == value)
        let message = try #require(compiled.program?.alerts.first?.message)
        #expect(message.parts.count { if case .metric = $0 { true } else { false } } == 1)
        #expect(message.parts.last == .text(", " + value))
    }

    @Test(arguments: [
        "0.5 or accuracy > 0", "0.5) or (1 < 2", "baseline", "accuracy", "\"x\"", "", "-1", "5 %", "1 + 1", "0x10",
    ])
    func noValueCanChangeACondition(value: String) {
        let plan = Self.plan("X: { type: number, default: 1 }", "accuracy >= 0.85", "accuracy >= ${X}")
        #expect(!Compiled(plan, surroundings: { $0.settings["X"] = value }).codes.isEmpty)
        let text = plan.replacing("type: number, default: 1", with: "type: text")
        #expect(Compiled(text, surroundings: { $0.settings["X"] = value }).codes == ["variable-in-condition"])
    }

    @Test func theCharactersThemselvesCanBeWritten() {
        let compiled = Compiled(Self.plan("", "a plan", "\"$${X} and $$${Y}, $5, $\""))
        #expect(compiled.findings == "")
        #expect(compiled.program?.description == "${X} and $${Y}, $5, $")
    }

    // MARK: Places

    @Test func aFindingPointsAtTheUseAndAtTheValue() throws {
        let plan = Self.plan("X: { type: integer, default: 0 }", "users: 2000", "users: \"${X}\"")
        let compiled = Compiled(plan)
        #expect(compiled.places == ["\"${X}\""])
        let labels = try #require(compiled.diagnostics.first?.secondary)
        #expect(labels.map { compiled.sources.text(of: $0.span) } == ["0"])
        #expect(labels.map(\.text) == ["the default of `X`"])
        let set = Compiled(plan) { $0.settings["X"] = "-5" }
        let span = try #require(set.diagnostics.first?.secondary.first?.span)
        #expect(set.sources[span.file].name == "--set" && set.sources.text(of: span) == "-5")
    }

    /// What stands around a variable keeps its exact place, however long the value is.
    @Test(arguments: ["0.5", "0.500000000000001"])
    func placesAroundAVariableAreExact(value: String) {
        let condition = "accuracy >= ${X} and nonesuch < 1"
        let plan = Self.plan("X: { type: number }", "accuracy >= 0.85", condition)
        let compiled = Compiled(plan) { $0.settings["X"] = value }
        #expect(compiled.places == ["nonesuch"])
    }

    @Test func aliasesShowTheValueToo() {
        let plan = Self.plan("X: { type: duration, default: 10m }", "for: 10m", "for: &d \"${X}\"")
            .replacing("for: 5m", with: "for: *d")
        let compiled = Compiled(plan)
        #expect(compiled.findings == "")
        #expect(compiled.program?.alerts.first?.duration == .seconds(600))
        let wrong = Compiled(plan.replacing("\n    for: *d", with: "\n    for: *d\n    keep_firing_for: *d")) {
            $0.settings["X"] = "4000d"
        }
        #expect(!wrong.diagnostics.isEmpty)
    }

    @Test func aFieldOfAnAliasPointsAtTheValue() throws {
        let plan = Self.plan("X: { type: text, default: 5 }", "description: a plan", "description: &x ${X}")
            .replacing("for: 5m", with: "for: *x")
        let compiled = Compiled(plan)
        #expect(compiled.places == ["*x"])
        #expect(compiled.diagnostics.first?.secondary.map(\.text) == ["the default of `X`"])
    }

    @Test func wholeMappingsWithVariablesCanBeAliases() {
        let half = """
              - name: half
                audience: 50%
                watch: &w { every: 1m, for: "${X}" }
                promote_if: [accuracy > 0.5]
              - name: full
            """
        let plan = Self.plan("X: { type: duration }", "watch: { every: 1m, for: 10m }", "watch: *w")
            .replacing("  - name: full", with: half)
        let compiled = Compiled(plan) { $0.settings["X"] = "20m" }
        #expect(compiled.findings == "")
        #expect(compiled.program?.stages.map(\.duration) == [.seconds(1200), .seconds(1200)])
    }

    // MARK: What is recorded

    @Test func theValuesOfAllParametersAreKnown() {
        let compiled = Compiled(
            Self.plan("X: { type: rate }\n  Y: { type: text, default: y }", "rate: 20/s", "rate: \"${X}\"")
        ) { $0.settings["X"] = "5/s" }
        #expect(compiled.lowered?.values == ["X": "5/s", "Y": "y"])
    }
}

import JSON
import Testing

@Suite struct ValidateTests {
    private static let broken = TinyPlan().replacing("audience: 20%", "audience: 120%")

    @Test func aGoodPlanIsSummedUpOnOneLine() throws {
        let result = try Workspace(plan: TinyPlan()).run("validate", "tiny.yaml")
        #expect(result.status == 0)
        #expect(result.lines.count == 1)
        #expect(result.output.hasPrefix("tiny.yaml: releases `tiny` in 2 stages: canary 20% -> full 100%; at least 7m"))
        #expect(result.errors.isEmpty)
    }

    /// A thousand requests at five a second are there at the fourth minute, though the stage may end at the third.
    @Test func theShortestTimeHasTheSamples() throws {
        let plan = TinyPlan().replacing("samples: 100 }", "samples: 1000 }")
        let workspace = try Workspace(plan: plan)
        #expect(try workspace.run("validate", "tiny.yaml").output.contains("; at least 8m"))
        #expect(try workspace.run("inspect", "tiny.yaml").output.contains("takes 8m at least"))
    }

    @Test func ofManyStagesTheFirstAndTheLastAreNamed() throws {
        let watch = "    watch: { every: 1m, for: 3m, samples: 1 }\n    promote_if: [accuracy >= 0.5]\n"
        let more = (1...8).map { "  - name: s\($0)\n    audience: \(20 + $0)%\n" + watch }
        let plan = TinyPlan().replacing("  - name: full\n", more.joined() + "  - name: full\n")
        let result = try Workspace(plan: plan).run("validate", "tiny.yaml")
        #expect(
            result.output.hasPrefix(
                "tiny.yaml: releases `tiny` in 10 stages: canary 20% -> s1 21% -> s2 22% -> s3 23% -> s4 24% -> s5 25% "
                    + "-> 3 more -> full 100%; at least 31m"
            )
        )
    }

    @Test func everyFileIsJudged() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.write(Self.broken.text, to: "broken.yaml")
        try workspace.write(TinyPlan().replacing("rate: 5/s", "rate: 5").text, to: "other.yaml")
        let result = try workspace.run("validate", "broken.yaml", "tiny.yaml", "other.yaml", "nowhere.yaml")
        #expect(result.status == 1)
        #expect(result.lines.count == 1 && result.output.hasPrefix("tiny.yaml: "))
        #expect(result.errors.contains("--> broken.yaml:27:15"))
        #expect(result.errors.contains("--> other.yaml:17:9"))
        #expect(result.errors.contains("--> nowhere.yaml\n"))
        #expect(result.errors.hasSuffix("\n3 errors in 3 of 4 plans\n"))
    }

    @Test func findingsGoToErrorsUnlessTheyAreTheResult() throws {
        let workspace = try Workspace(plan: Self.broken)
        let full = try workspace.run("validate", "tiny.yaml")
        #expect(full.output.isEmpty && full.errors.contains("27 |     audience: 120%"))
        let concise = try workspace.run("validate", "tiny.yaml", "--format", "concise")
        #expect(concise.output.isEmpty)
        #expect(concise.errors == "tiny.yaml:27:15: error[PR0206]: `120%` is more than the whole\n")
        let json = try workspace.run("validate", "tiny.yaml", "--format", "json")
        #expect(json.errors.isEmpty)
        let value = try JSONValue(parsing: json.output)
        #expect(value["format_version"]?.integer == 1)
        #expect(value["errors"]?.integer == 1 && value["warnings"]?.integer == 0)
        let first = value["diagnostics"]?.array?.first
        #expect(first?["code"]?.string == "PR0206" && first?["file"]?.string == "tiny.yaml")
        #expect(first?["range"]?["start"]?["line"]?.integer == 27)
        #expect([full, concise, json].allSatisfy { $0.status == 1 })
    }

    /// What is read is what the options say, in bytes and in values, exactly.
    @Test func theLimitsOfAPlanCanBeMoved() throws {
        let workspace = try Workspace(plan: TinyPlan())
        let bytes = TinyPlan().text.utf8.count
        #expect(try workspace.run("validate", "tiny.yaml", "--max-bytes", "\(bytes)").status == 0)
        let long = try workspace.run("validate", "tiny.yaml", "--max-bytes", "\(bytes - 1)")
        #expect(long.status == 1 && long.errors.contains("at most \(bytes - 1) are read"))
        let longer = try workspace.run("validate", "tiny.yaml", "--max-bytes", "100")
        #expect(longer.status == 1 && longer.errors.contains("it has more than 100 bytes"))
        let many = try workspace.run("validate", "tiny.yaml", "--max-values", "3")
        #expect(many.status == 1 && many.errors.contains("error[PR0"))
        for wrong in ["0", "-1", "x", "99999999999999999999"] {
            #expect(try workspace.run("validate", "tiny.yaml", "--max-bytes=\(wrong)").status == 64)
        }
        try workspace.write(TinyPlan().text + String(repeating: "#\n", count: 9 << 20), to: "large.yaml")
        #expect(try workspace.run("validate", "large.yaml").errors.contains("it has more than 16777216 bytes"))
        #expect(try workspace.run("validate", "large.yaml", "--max-bytes", "20000000").status == 0)
    }

    @Test func aSchemaIsThereForPlansFragmentsAndTests() throws {
        let workspace = try Workspace(plan: TinyPlan())
        for (document, key) in [("plan", "stages"), ("fragment", "alerts"), ("test", "tests")] {
            let result = try workspace.run("schema", "--of", document)
            #expect(try JSONValue(parsing: result.output)["properties"]?[key] != nil, "\(document)")
        }
        let fragment = try JSONValue(parsing: workspace.run("schema", "--of", "fragment").output)
        #expect(fragment["properties"]?["stages"] == nil && fragment["required"] == nil)
        #expect(try workspace.run("schema", "--of", "fragment", "--form", "markdown").status == 64)
    }

    @Test func noFindingsAreAnEmptyArray() throws {
        let result = try Workspace(plan: TinyPlan()).run("validate", "tiny.yaml", "--format", "json")
        let value = try JSONValue(parsing: result.output)
        #expect(result.status == 0)
        #expect(value["diagnostics"]?.array == [] && value["errors"]?.integer == 0)
    }

    @Test func warningsCountOnlyWhereTheyAreAskedTo() throws {
        let plan = TinyPlan.alerting.replacing("notify: [terminal, log]", "notify: [terminal]")
        let workspace = try Workspace(plan: plan)
        let lenient = try workspace.run("validate", "tiny.yaml")
        #expect(lenient.status == 0)
        #expect(lenient.errors.contains("warning[PR0405]") && lenient.errors.hasSuffix("\n1 warning\n"))
        #expect(lenient.lines.count == 1)
        let strict = try workspace.run("validate", "tiny.yaml", "--strict")
        #expect(strict.status == 1)
        #expect(strict.errors.contains("warning[PR0405]"))
    }

    @Test func quietShowsFindingsOnly() throws {
        let workspace = try Workspace(plan: TinyPlan())
        let good = try workspace.run("validate", "tiny.yaml", "--quiet")
        #expect(good.status == 0 && good.output.isEmpty && good.errors.isEmpty)
        try workspace.write(Self.broken.text, to: "tiny.yaml")
        #expect(try workspace.run("validate", "tiny.yaml", "--quiet").errors.contains("PR0206"))
    }

    @Test func standardInputIsAFileToo() throws {
        let workspace = try Workspace()
        let good = try workspace.run("validate", "-", input: [UInt8](TinyPlan().text.utf8))
        #expect(good.status == 0 && good.output.hasPrefix("<stdin>: releases `tiny`"))
        let bad = try workspace.run("validate", "-", "--format", "concise", input: [UInt8](Self.broken.text.utf8))
        #expect(bad.status == 1 && bad.errors.hasPrefix("<stdin>:27:15: error[PR0206]"))
    }

    @Test(arguments: [
        ([:], false), (["FORCE_COLOR": "1"], true), (["CLICOLOR_FORCE": "1"], true),
        (["FORCE_COLOR": "1", "NO_COLOR": "1"], false), (["FORCE_COLOR": "0"], false),
        (["FORCE_COLOR": "1", "NO_COLOR": "0"], false), (["FORCE_COLOR": "1", "NO_COLOR": ""], true),
    ])
    func colourFollowsTheEnvironment(environment: [String: String], isColoured: Bool) throws {
        let workspace = try Workspace(plan: Self.broken)
        #expect(
            try workspace.run("validate", "tiny.yaml", environment: environment).errors.contains("\u{1b}[")
                == isColoured
        )
        // What the command line says goes before that.
        let always = try workspace.run(["validate", "tiny.yaml", "--color", "always"], environment: ["NO_COLOR": "1"])
        #expect(always.errors.contains("\u{1b}["))
        let never = try workspace.run(["validate", "tiny.yaml", "--color", "never"], environment: ["FORCE_COLOR": "1"])
        #expect(!never.errors.contains("\u{1b}["))
    }

    @Test func validationWritesNothing() throws {
        let workspace = try Workspace(plan: .alerting)
        let before = try workspace.listing()
        try workspace.run("validate", "tiny.yaml")
        #expect(try workspace.listing() == before)
    }

    @Test func thePlansOfTheRepositoryAreValid() throws {
        let workspace = try Workspace()
        let plans = "$(ls '\(Workspace.repository)'/plans/*.yaml | grep -v test.yaml)"
        let result = try workspace.shell("planrun validate --strict \(plans)")
        #expect(result.status == 0, "\(result.errors)")
        #expect(!result.lines.isEmpty)
    }
}

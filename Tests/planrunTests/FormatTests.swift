import JSON
import Testing

/// The formats for programs, from the command line.
@Suite struct FormatTests {
    private static let broken = TinyPlan().replacing("samples: 50 }", "sampels: 50 }")
    private static let marks = [
        "full": "error[PR0202]: ", "concise": "tiny.yaml:28:34: error[PR0202]: ", "json": #"{"format_version":1,"#,
        "sarif": #"{"$schema":"https://docs.oasis-open.org/sarif/"#, "github": "::error file=tiny.yaml,line=28,",
        "junit": #"<?xml version="1.0" encoding="UTF-8"?>"#,
    ]

    @Test(arguments: marks.keys.sorted()) func everyFormatCanBeChosen(format: String) throws {
        let workspace = try Workspace(plan: Self.broken)
        let mark = try #require(Self.marks[format])
        let stated = try workspace.run("validate", "tiny.yaml", "--format", format)
        #expect(stated.status == 1)
        let isForPeople = format == "full" || format == "concise"
        #expect((isForPeople ? stated.errors : stated.output).hasPrefix(mark), "\(stated)")
        #expect((isForPeople ? stated.output : stated.errors).isEmpty)
        let named = try workspace.run("validate", "tiny.yaml", environment: ["PLANRUN_FORMAT": format])
        #expect(named.output == stated.output && named.errors == stated.errors)
    }

    @Test func theOptionGoesBeforeTheVariableAndThatBeforeTheAction() throws {
        let workspace = try Workspace(plan: Self.broken)
        func format(_ arguments: [String], _ environment: [String: String]) throws -> String? {
            let result = try workspace.run(["validate", "tiny.yaml"] + arguments, environment: environment)
            return Self.marks.first { (result.output + result.errors).hasPrefix($0.value) }?.key
        }
        #expect(try format([], [:]) == "full")
        #expect(try format([], ["GITHUB_ACTIONS": "true"]) == "github")
        #expect(try format([], ["GITHUB_ACTIONS": "false", "PLANRUN_FORMAT": ""]) == "full")
        #expect(try format([], ["GITHUB_ACTIONS": "true", "PLANRUN_FORMAT": "sarif"]) == "sarif")
        #expect(try format(["--format", "junit"], ["GITHUB_ACTIONS": "true", "PLANRUN_FORMAT": "nope"]) == "junit")
        let wrong = try workspace.run("validate", "tiny.yaml", environment: ["PLANRUN_FORMAT": "sarfi"])
        #expect(wrong.status == 64)
        #expect(wrong.errors.contains("PLANRUN_FORMAT names no format: `sarfi`; did you mean `sarif`?"))
    }

    @Test func whatIsNotReadIsAFailedInvocation() throws {
        let result = try Workspace().run("validate", "nowhere.yaml", "--format", "sarif")
        #expect(result.status == 1)
        let run = try JSONValue(parsing: result.output)["runs"]?.array?.first
        #expect(run?["invocations"]?.array?.first?["executionSuccessful"] == .bool(false))
        #expect(run?["results"]?.array?.first?["ruleId"]?.string == "PR0001")
    }

    @Test func aTestSuiteHasEveryPlanAndStrictFailures() throws {
        let workspace = try Workspace(plan: TinyPlan.alerting.replacing("[terminal, log]", "[terminal]"))
        try workspace.write(TinyPlan().text, to: "good.yaml")
        let lenient = try workspace.run("validate", ".", "--format", "junit")
        #expect(lenient.status == 0 && lenient.output.contains(#"tests="2" failures="0""#))
        #expect(lenient.output.contains(#"name="good.yaml" file="good.yaml"/>"#))
        let strict = try workspace.run("validate", ".", "--format", "junit", "--strict")
        #expect(strict.status == 1 && strict.output.contains(#"tests="2" failures="1""#))
    }

    @Test func jsonCountsWhatWasLookedAt() throws {
        let workspace = try Workspace(plan: Self.broken)
        try workspace.write("a: 1\n", to: "other.yml")
        let value = try JSONValue(parsing: try workspace.run("validate", ".", "--format", "json").output)
        let counts = ["errors", "warnings", "notes", "fixable", "fixed", "plans", "skipped"].map { value[$0]?.integer }
        #expect(counts == [1, 0, 0, 1, 0, 1, 1])
    }

    @Test func codesAreExplainedForPrograms() throws {
        let workspace = try Workspace()
        let one = try JSONValue(parsing: try workspace.run("explain", "Unknown-Key", "--format", "json").output)
        #expect(one["codes"]?.array?.count == 1)
        #expect(one["codes"]?.array?.first?["code"]?.string == "PR0202")
        let all = try JSONValue(parsing: try workspace.run("explain", "--format", "json").output)
        let ids = try #require(all["codes"]?.array).compactMap { $0["code"]?.string }
        let listed = try workspace.run("explain").lines.map { String($0.prefix(6)) }
        #expect(ids.count > 50 && ids == ids.sorted() && ids == listed)
        #expect(all["codes"]?.array?.allSatisfy { $0["explanation"]?.string?.isEmpty == false } == true)
        let lost = try workspace.run("explain", "nothing-like-it")
        #expect(
            lost.status == 64
                && lost.errors.contains("there is no code `nothing-like-it`; `planrun explain` lists them")
        )
    }
}

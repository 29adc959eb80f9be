import JSON
import Testing

/// Comments that allow warnings, in real plans.
@Suite struct AllowTests {
    private static func plan(_ line: String) -> TinyPlan {
        TinyPlan.alerting.replacing("notify: [terminal, log]", "notify: [terminal]")
            .replacing("  log: { file: alerts.jsonl }", line)
    }

    private func codes(_ plan: TinyPlan, _ arguments: [String] = []) throws -> (codes: [String], status: Int32) {
        let workspace = try Workspace(plan: plan)
        let result = try workspace.run(["validate", "tiny.yaml", "--strict", "--format", "json"] + arguments)
        let found = try JSONValue(parsing: result.output)["diagnostics"]?.array ?? []
        return (found.compactMap { $0["code"]?.string }, result.status)
    }

    @Test(arguments: [
        ("  log: { file: a.jsonl }", ["PR0405"]),
        ("  log: { file: a.jsonl } # planrun: allow PR0405 -- used next week", []),
        ("  # planrun: allow unused-notifier -- used next week\n  log: { file: a.jsonl }", []),
        ("  log: # planrun: allow PR0405 -- used next week\n    file: a.jsonl", []),
        ("  log: { file: 'a # planrun: allow PR0405 -- no' }", ["PR0405"]),
        ("  log: { file: a.jsonl } # planrun: allow PR0405", ["PR0012"]),
        ("  log: { file: a.jsonl } # planrun: allow PR0123, PR0405 -- x", ["PR0014"]),
        ("  log: { file: a.jsonl } # planrun: allow PR0202, PR0405 -- x", ["PR0013"]),
        ("  log: { file: a.jsonl } # planrun: allow unused-notifer -- x", ["PR0405", "PR0011"]),
    ])
    func aWarningIsAllowedWhereItStands(line: String, expected: [String]) throws {
        let found = try codes(Self.plan(line))
        #expect(found.codes == expected && found.status == (expected.isEmpty ? 0 : 1))
    }

    @Test func anIncludedFileAllowsItsOwnWarnings() throws {
        let workspace = try Workspace(plan: TinyPlan().adding("include: [more.yaml]\n"))
        try workspace.write("notify:\n  log: { file: a.jsonl } # planrun: allow PR0405 -- later\n", to: "more.yaml")
        let allowed = try workspace.run("validate", "tiny.yaml", "--strict")
        #expect(allowed.status == 0, "\(allowed.errors)")
        try workspace.write(TinyPlan().text, to: "a.yaml")
        let log = try JSONValue(parsing: workspace.run("validate", "a.yaml", "tiny.yaml", "--format", "sarif").output)
        let result = log["runs"]?.array?.first?["results"]?.array?.first
        #expect(result?["ruleId"]?.string == "PR0405")
        let suppression = result?["suppressions"]?.array?.first
        #expect(suppression?["justification"]?.string == "later")
        let place = suppression?["location"]?["physicalLocation"]
        #expect(place?["artifactLocation"]?["uri"]?.string == "more.yaml")
        #expect(place?["region"]?["startLine"]?.integer == 2 && place?["region"]?["startColumn"]?.integer == 26)
        try workspace.write("notify:\n  log: { file: a.jsonl }\n", to: "more.yaml")
        #expect(try workspace.run("validate", "tiny.yaml", "--strict").errors.contains("--> more.yaml:2:3"))
    }

    @Test func anErrorStays() throws {
        let plan = TinyPlan().replacing("audience: 20%", "audience: 120% # planrun: allow PR0206 -- no")
        let found = try codes(plan)
        #expect(found.codes == ["PR0206", "PR0013"] && found.status == 1)
    }

    @Test func aWarningThatIsAllowedIsNotShownBeforeARunEither() throws {
        let plan = Self.plan("  log: { file: a.jsonl } # planrun: allow PR0405 -- used next week")
        let result = try Workspace(plan: plan).run("execute", "tiny.yaml", "--dry-run")
        #expect(result.status == 0 && !result.errors.contains("PR0405"))
    }
}

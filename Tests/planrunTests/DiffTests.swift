import JSON
import Testing

@Suite struct DiffTests {
    private static let riskier = TinyPlan().replacing("audience: 20%", "audience: 25%")
        .replacing("low_if: [accuracy >= 0.85]", "low_if: [accuracy >= 0.8]").replacing("seed: 7", "seed: 8").text

    @Test func changesAreToldTheRiskierFirst() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.write(Self.riskier, to: "new.yaml")
        let result = try workspace.run("diff", "tiny.yaml", "new.yaml")
        #expect(result.status == 0 && result.errors.isEmpty)
        let lines = result.lines
        #expect(lines.first == "tiny.yaml -> new.yaml: 3 changes, 2 with more risk")
        #expect(lines.dropFirst(1).prefix(2).allSatisfy { $0.contains("▲ more risk") })
        #expect(result.output.contains("stages.canary.audience.fraction  20% -> 25%"))
        #expect(result.output.contains("accuracy >= 0.85 -> accuracy >= 0.8\n"))
        #expect(lines.last?.contains("traffic.seed") == true)
        #expect(try workspace.run("diff", "tiny.yaml", "new.yaml", "--exit-code").status == 2)
        #expect(
            try workspace.run("diff", "tiny.yaml", "new.yaml", "--color", "always").output.contains("\u{1b}[1;31m▲")
        )
    }

    @Test func textAloneIsNoDifference() throws {
        let workspace = try Workspace(plan: TinyPlan())
        let other = TinyPlan().replacing("every: 1m, for: 4m", "for: 240s,   every: 60s").replacing(
            "name: tiny",
            "name: \"tiny\" # x"
        )
        .replacing("seed: 7", "seed: &seven 7").replacing("users: 100", "users: 100\n  # nothing")
        try workspace.write(other.text, to: "new.yaml")
        let result = try workspace.run("diff", "tiny.yaml", "new.yaml", "--exit-code")
        #expect(result.status == 0 && result.output == "tiny.yaml and new.yaml mean the same\n")
    }

    @Test func programsReadJSON() throws {
        let workspace = try Workspace(plan: TinyPlan())
        let result = try workspace.run("diff", "tiny.yaml", "-", "--format", "json", input: [UInt8](Self.riskier.utf8))
        let value = try JSONValue(parsing: result.output)
        #expect(value["format_version"]?.integer == 1 && value["same"]?.bool == false)
        #expect(value["old"]?["file"]?.string == "tiny.yaml" && value["new"]?["file"]?.string == "<stdin>")
        #expect(value["old"]?["program"]?.string?.count == 64)
        let change = value["changes"]?.array?.first { $0["text"]?.string == "20% -> 25%" }
        #expect(change?["effect"]?.string == "more_risk" && change?["kind"]?.string == "changed")
        #expect(change?["path"]?.array == ["stages", "canary", "audience", "fraction"])
    }

    @Test func pathsStartFromTheOtherPlanOrFromAFolder() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.write(TinyPlan().text, to: "deep/elsewhere.yaml")
        let result = try workspace.shell("cd deep && planrun diff - ../tiny.yaml < elsewhere.yaml")
        #expect(result.status == 0 && result.errors.isEmpty)
        #expect(try workspace.run("diff", "tiny.yaml", "deep/elsewhere.yaml").status == 1)
        #expect(try workspace.run("diff", "tiny.yaml", "deep/elsewhere.yaml", "--folder", ".").status == 0)
    }

    @Test func wrongPlansAndCommandLines() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.write("planrun: 1\n", to: "new.yaml")
        let wrong = try workspace.run("diff", "tiny.yaml", "new.yaml")
        #expect(wrong.status == 1 && wrong.output.isEmpty && wrong.errors.contains("--> new.yaml:1:1"))
        #expect(try workspace.run("diff", "tiny.yaml", "nowhere.yaml").status == 1)
        #expect(try workspace.run("diff", "-", "-").status == 64)
        #expect(try workspace.run("diff", "tiny.yaml").status == 64)
    }
}

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
        // What they come to: everyone's share, and in the canary the share, the users and the requests of one minute.
        #expect(lines.dropFirst(1).prefix(4).allSatisfy { $0.contains("▲ more risk") })
        #expect(lines.dropFirst(5).prefix(2).allSatisfy { $0.contains("▲ more risk") })
        #expect(result.output.contains("stages.canary.audience.fraction  20% -> 25%"))
        #expect(result.output.contains("accuracy >= 0.85 -> accuracy >= 0.8\n"))
        #expect(lines.last?.contains("traffic.seed") == true)
        #expect(try workspace.run("diff", "tiny.yaml", "new.yaml", "--exit-code").status == 2)
        #expect(
            try workspace.run("diff", "tiny.yaml", "new.yaml", "--color", "always").output.contains("\u{1b}[1;31m▲")
        )
    }

    /// The canary's `rollback_if`, put otherwise: a number on the other side, a part that says nothing, a looser and a stricter bound.
    @Test(
        arguments: [
            ("[baseline > accuracy + 0.1]", 0, 0), ("[accuracy + 0.1 < baseline]", 0, 0),
            ("[accuracy < baseline - 0.1 or accuracy < baseline - 0.2]", 0, 0),
            ("[accuracy < baseline - 0.1, accuracy < baseline - 0.2]", 0, 0),
            ("[2 * (baseline - accuracy) > 0.2]", 0, 0), ("[baseline - accuracy > 0.2]", 1, 0),
            ("[accuracy < baseline - 0.05]", 0, 1), ("[accuracy < baseline - 0.1 or f1 < 0.1]", 0, 1),
        ]
    )
    func conditionsAreComparedByWhatTheyAsk(condition: String, riskier: Int, safer: Int) throws {
        let old = TinyPlan().replacing("rollback_if: [accuracy < 0.4]", "rollback_if: [accuracy < baseline - 0.1]")
        let workspace = try Workspace(plan: old)
        let new = TinyPlan().replacing("rollback_if: [accuracy < 0.4]", "rollback_if: \(condition)")
        try workspace.write(new.text, to: "new.yaml")
        let result = try workspace.run("diff", "tiny.yaml", "new.yaml", "--format", "json")
        let effects = try JSONValue(parsing: result.output)["changes"]?.array?.map { $0["effect"]?.string ?? "" } ?? []
        #expect(effects.count { $0 == "more_risk" } == riskier && effects.count { $0 == "less_risk" } == safer)
        #expect(!effects.isEmpty)
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

    /// The condition on the units is told in the plan's words, not in those of the program.
    @Test func attributesAreToldAsTheyAreWritten() throws {
        func plan(_ condition: String) -> String {
            """
            planrun: 1
            name: logged
            traffic:
              log:
                file: log.jsonl
                columns: { time: time, request: request, unit: unit, model: model, prediction: prediction, region: text }
            models: { baseline: { recorded: v1 }, candidate: { recorded: v2 } }
            stages:
              - name: canary
                audience: { fraction: 10%, where: '\(condition)' }
                watch: { every: 1h, for: 4h, samples: 100 }
                promote_if: [requests >= 100]
              - name: full
                audience: 100%
                watch: { every: 1h, for: 4h, samples: 100 }
                promote_if: [requests >= 100]

            """
        }
        let workspace = try Workspace()
        try workspace.write(plan(#"region != "north""#), to: "old.yaml")
        try workspace.write(plan(#"region == "north""#), to: "new.yaml")
        let result = try workspace.run("diff", "old.yaml", "new.yaml")
        #expect(result.output.contains(#"region != "north" -> region == "north""#), "\(result.output)\(result.errors)")
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

    // MARK: What the changes come to

    private func facts(_ old: TinyPlan, _ new: TinyPlan) throws -> [String] {
        let workspace = try Workspace(plan: old)
        try workspace.write(new.text, to: "new.yaml")
        let result = try workspace.run("diff", "tiny.yaml", "new.yaml", "--format", "json")
        let facts = try JSONValue(parsing: result.output)["outlook"]?.array ?? []
        return facts.map { fact in
            let stage = fact["stage"]?.string.map { $0 + "." } ?? ""
            let words = "\(fact["fact"]?.string ?? "") \(fact["text"]?.string ?? "")"
            return "\(fact["effect"]?.string ?? "") \(stage)\(words)"
        }
    }

    /// Of a hundred users named `user-0` and so on 19 are within 20% by the salt `tiny`, and 23 within 25%, by MurmurHash3 in another language: the
    /// candidate answers 0.95 requests a second, and then 1.15. The first judgement finds the 30 that it needs, and now and then the second, which
    /// comes to 59 on average; the third in a row comes to 208.
    @Test func changesComeToExposure() throws {
        let slower = TinyPlan().replacing("audience: 20%", "audience: 25%")
            .replacing("rollback_if: [accuracy < 0.4]", "rollback_if: [{ if: accuracy < 0.4, failures: 3 }]")
        #expect(
            try facts(TinyPlan(), slower) == [
                "more_risk first_share 19% -> 23%",
                "more_risk earliest_withdrawal_seconds 1m -> 3m",
                "more_risk canary.share 19% -> 23%",
                "more_risk canary.withdrawn_after_seconds 1m -> 3m",
                "more_risk canary.exposed_units 19 -> 23",
                "more_risk canary.exposed_requests 59 -> 208",
            ]
        )
        #expect(try facts(slower, TinyPlan()).allSatisfy { $0.hasPrefix("less_risk ") })
    }

    /// The last stage has its deadline only, 6 minutes and then 10 of 5 requests a second: 1800 and 3000. It may be 16 minutes
    /// of watching in all, where it was 14 and two holds.
    @Test func changesComeToTimes() throws {
        let longer = TinyPlan().replacing("every: 1m, for: 3m", "every: 1m, for: 5m")
        let found = try facts(TinyPlan(), longer)
        #expect(found.contains("more_risk largest_exposure_requests 1800 -> 3000"))
        #expect(found.contains("more_risk full.withdrawn_after_seconds 6m -> 10m"))
        #expect(found.contains("less_risk shortest_seconds 7m -> 9m"))
        #expect(found.contains("less_risk full.shortest_seconds 3m -> 5m"))
        #expect(found.contains { $0.hasPrefix("more_risk longest_seconds ") })
        // Those with more risk come first.
        let firstHarmless = try #require(found.firstIndex { $0.hasPrefix("less_risk") })
        #expect(found[firstHarmless...].allSatisfy { $0.hasPrefix("less_risk") })
    }

    @Test func changesComeToPeopleAndAttempts() throws {
        let approved = TinyPlan().replacing(
            "  - name: full\n",
            "  - name: full\n    approve: { by: [release], within: 8h }\n"
        ).adding("roles: { release: [ann] }\n")
        #expect(try facts(TinyPlan(), approved) == ["less_risk full.approval nobody -> release within 8h"])
        #expect(try facts(approved, TinyPlan()) == ["more_risk full.approval release within 8h -> nobody"])
        let sooner = approved.replacing("within: 8h", "within: 4h")
        #expect(try facts(approved, sooner) == ["none full.approval release within 8h -> release within 4h"])
        let again = TinyPlan.retrained.replacing("[{ max_depth: 3 }]", "[{ max_depth: 3 }, { max_depth: 4 }]")
        #expect(try facts(TinyPlan.retrained, again).contains("more_risk attempts 2 -> 3"))
    }

    /// A change that nobody outside notices has no block of its own.
    @Test func changesMayComeToNothing() throws {
        let other = TinyPlan().replacing("seed: 7", "seed: 8")
        #expect(try facts(TinyPlan(), other) == [])
    }

    // MARK: Plans that are new or gone

    @Test func newAndDeletedPlans() throws {
        let workspace = try Workspace(plan: TinyPlan())
        let new = try workspace.run("diff", "/dev/null", "tiny.yaml", "--exit-code")
        #expect(new.status == 2 && new.errors.isEmpty)
        #expect(new.lines.first == "a new plan: tiny.yaml")
        #expect(new.output.contains("tiny: 2 stages\n  takes 7m at least"))
        let gone = try workspace.run("diff", "tiny.yaml", "/dev/null", "--format", "json")
        let value = try JSONValue(parsing: gone.output)
        #expect(gone.status == 0 && value["new"] == .null && value["old"]?["file"]?.string == "tiny.yaml")
        #expect(value["same"]?.bool == false && value["changes"]?.array == [] && value["outlook"]?.array == [])
        #expect(try workspace.run("diff", "tiny.yaml", "/dev/null").lines.first == "the plan is gone: tiny.yaml")
        #expect(try workspace.run("diff", "/dev/null", "/dev/null").status == 64)
        #expect(try workspace.run("diff", "/dev/null", "nowhere.yaml").status == 1)
    }
}

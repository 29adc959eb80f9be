import Testing

/// Live plans on the command line, before a router has been told anything.
@Suite struct LiveRunTests {
    private static let plan = """
        planrun: 1
        name: live
        models: { candidate: { serve: "http://127.0.0.1:1/v2/models/m/versions/2", label: v2 } }
        traffic: { router: { flagd: { file: flags.json, flag: m } } }
        metrics: { errors: { sqlite: { file: errors.db, query: "SELECT 0.5" }, type: fraction } }
        stages:
          - name: full
            audience: 100%
            watch: { every: 1s, for: 2s }
            promote_if: [errors <= 1%]

        """

    private func workspace(candidate share: Int?) throws -> Workspace {
        let workspace = try Workspace(plan: TinyPlan.alerting)
        try workspace.write(Self.plan, to: "live.yaml")
        guard let share else { return workspace }
        let flag = """
            {"flags": {"m": {"state": "ENABLED", "variants": {"candidate": 1, "baseline": 2}, "defaultVariant": "baseline",
            "targeting": {"fractional": [["candidate", \(share)], ["baseline", \(100 - share)]]}}}}
            """
        try workspace.write(flag, to: "flags.json")
        return workspace
    }

    @Test func withoutItsRouterThereIsNoRun() throws {
        let workspace = try workspace(candidate: nil)
        let result = try workspace.run("execute", "live.yaml")
        #expect(result.status == 3)
        #expect(result.errors.contains("the router cannot be asked: cannot read `flags.json`"))
        #expect(try workspace.run("status").output.contains("live-1") == false)
    }

    @Test func aShareOfSomebodyElseIsLeftAsItIs() throws {
        let workspace = try workspace(candidate: 3)
        let before = try workspace.text(of: "flags.json")
        let result = try workspace.run("execute", "live.yaml")
        #expect(result.status == 3)
        #expect(result.errors.contains("the router gives the candidate 3% already"))
        #expect(try workspace.text(of: "flags.json") == before)
    }

    @Test func aDryRunTellsNobodyAndClaimsNothing() throws {
        let workspace = try workspace(candidate: 0)
        let before = try workspace.text(of: "flags.json")
        let result = try workspace.run("execute", "live.yaml", "--dry-run", "--offline")
        #expect(result.status == 0)
        #expect(result.output.contains("full: would tell the router to give 100% the candidate"))
        #expect(result.output.contains("no outcome is claimed"))
        #expect(try workspace.text(of: "flags.json") == before)
    }
}

import Testing

/// Dry runs of live plans whose metrics a scenario says.
@Suite struct LiveScenarioTests {
    private static let plan = """
        planrun: 1
        name: live
        data: { iris: { csv: iris.csv, label: species } }
        models:
          baseline: { serve: "http://127.0.0.1:1/v2/models/m/versions/1", label: v1 }
          candidate: { serve: "http://127.0.0.1:1/v2/models/m/versions/2", label: v2 }
        risk: { on: iris, low_if: [accuracy >= 90%], otherwise: stop }
        traffic: { router: { flagd: { file: flags.json, flag: m } } }
        metrics: { errors: { sqlite: { file: errors.db, query: "SELECT 0.5 WHERE :model <> ''" }, type: fraction } }
        stages:
          - name: canary
            audience: 5%
            watch: { every: 1m, for: 10m }
            promote_if: [errors <= baseline + 0.5%]
            rollback_if: [errors > 5%]
          - name: full
            approve: { by: [release], within: 8h }
            audience: 100%
            watch: { every: 1m, for: 1h }
            promote_if: [errors <= 2%]
        roles: { release: [ann] }

        """

    private func workspace(_ scenario: String) throws -> Workspace {
        let workspace = try Workspace()
        try workspace.write(Self.plan, to: "live.yaml")
        try workspace.write("planrun_scenario: 1\nname: supposed\n" + scenario, to: "supposed.yaml")
        return workspace
    }

    private func dryRun(_ workspace: Workspace, _ more: String...) throws -> Invocation.Result {
        try workspace.run(
            ["execute", "live.yaml", "--dry-run", "--offline", "--scenario", "supposed.yaml"] + more
        )
    }

    @Test func theRunGoesOnToItsEnd() throws {
        let workspace = try workspace("candidate: { accuracy: 95%, errors: 1.5% }\nbaseline: { errors: 1% }\n")
        let result = try dryRun(workspace)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("under the scenario supposed"))
        #expect(result.output.contains("canary promoted after 10m"))
        #expect(result.output.contains("released after 1h10m"))
        // Nobody is asked, and nothing is told or written.
        #expect(!workspace.exists("flags.json") && !workspace.exists("errors.db") && !workspace.exists(".planrun"))
    }

    @Test func whatGoesWrongIsTakenBackAtItsTime() throws {
        let workspace = try workspace(
            "expect: rolled_back\ncandidate: { accuracy: 95%, errors: 1%x3 6% }\nbaseline: { errors: 1% }\n"
        )
        let result = try dryRun(workspace)
        #expect(result.status == 2)
        #expect(result.output.contains("canary rolled back after 4m"), "\(result.output)")
        #expect(try dryRun(workspace, "--check-expectation").status == 0)
        let risky = try self.workspace("candidate: { accuracy: 80%, errors: 1% }\nbaseline: { errors: 1% }\n")
        #expect(try dryRun(risky).status == 2)
        #expect(
            try dryRun(
                self.workspace("candidate: { accuracy: 95%, errors: 1% }\nbaseline: { errors: 1% }\n"),
                "--assume",
                "reject"
            ).status == 2
        )
    }

    @Test func whatThePlanDoesNotReadIsRefused() throws {
        let unread = try dryRun(workspace("candidate: { erors: 1% }\n"))
        #expect(unread.status == 1)
        #expect(unread.errors.contains("the plan reads no metric `erors`"))
        let unit = try dryRun(workspace("candidate: { errors: 120ms }\n"))
        #expect(unit.errors.contains("`errors` is a fraction, and its values are not written as one"))
        let degraded = try dryRun(workspace("degrade: [{ flip_labels: 50% }]\n"))
        #expect(degraded.errors.contains("the plan `live` has live traffic, and nothing of it is degraded here"))
        let replayed = try workspace("candidate: { accuracy: 95% }\n")
        try replayed.write(TinyPlan().text, to: "tiny.yaml")
        let result = try replayed.run("execute", "tiny.yaml", "--dry-run", "--scenario", "supposed.yaml")
        #expect(result.errors.contains("has no live traffic, and its metrics are measured"))
    }

    @Test func aRunTakesNone() throws {
        let workspace = try workspace("candidate: { errors: 1% }\nbaseline: { errors: 1% }\n")
        let result = try workspace.run("execute", "live.yaml", "--scenario", "supposed.yaml")
        #expect(result.status == 1)
        #expect(result.errors.contains("of live traffic a scenario is for --dry-run alone"))
    }
}

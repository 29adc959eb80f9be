import Foundation
import TestProcesses
import Testing

/// The division of live traffic, counted by a real Prometheus.
@Suite(.enabled(if: LocalPrometheus.isAvailable, "prometheus is not installed: `apt-get install prometheus`"))
struct LiveAssignmentRunTests {
    private static func plan(_ url: String) -> String {
        """
        planrun: 1
        name: small
        models:
          baseline: { serve: "http://127.0.0.1:1/v2/models/m/versions/1", label: v1 }
          candidate: { serve: "http://127.0.0.1:1/v2/models/m/versions/2", label: v2 }
        traffic: { router: { flagd: { file: flags.json, flag: m } }, unit: user, assigned: users }
        metrics:
          users:
            prometheus: { url: "\(url)", query: 'max(last_over_time(users_met{model="{{model}}"}[1d]))' }
            type: count
        stages:
          - name: tenth
            audience: 10%
            watch: { every: 1s, for: 3s, hold_for: 5s }
            promote_if: [users >= 1]
          - name: full
            audience: 100%
            watch: { every: 1s, for: 2s }
            promote_if: [users >= 1]

        """
    }

    /// - Parameter candidate: How many of ten thousand users have met the candidate; nil where the store has counted nobody.
    private func place(candidate: Int?) async throws -> (workspace: Workspace, server: LocalPrometheus) {
        let workspace = try Workspace()
        let now = Int(Date().timeIntervalSince1970)
        var samples = "# TYPE users_met gauge\n"
        for (model, users) in [("v1", candidate.map { 10_000 - $0 }), ("v2", candidate)] {
            guard let users else { continue }
            for step in 0..<20 { samples += "users_met{model=\"\(model)\"} \(users) \(now - 300 + step * 15)\n" }
        }
        if candidate == nil { samples += "users_met{model=\"v0\"} 7 \(now - 60)\n" }
        let server = try await LocalPrometheus(samples: samples, in: workspace.path)
        try workspace.write(Self.plan(server.url), to: "plan.yaml")
        let flag = """
            {"flags": {"m": {"state": "ENABLED", "variants": {"candidate": 1, "baseline": 2}, "defaultVariant": "baseline",
            "targeting": {"fractional": [["candidate", 0], ["baseline", 100]]}}}}
            """
        try workspace.write(flag, to: "flags.json")
        return (workspace, server)
    }

    @Test func aDivisionAsDueIsReleased() async throws {
        let (workspace, server) = try await place(candidate: 1013)
        defer { server.kill() }
        let run = try workspace.run("execute", "plan.yaml", "--quiet")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test func aBrokenOneIsRolledBack() async throws {
        let (workspace, server) = try await place(candidate: 1500)
        defer { server.kill() }
        let dry = try workspace.run("execute", "plan.yaml", "--dry-run")
        #expect(dry.status == 0 && dry.output.contains("users"), "\(dry.output)\(dry.errors)")
        let run = try workspace.run("execute", "plan.yaml", "--quiet")
        #expect(run.status == 2, "\(run.output)\(run.errors)")
        let why = try workspace.run("why", "small-1").output
        #expect(why.contains("the candidate was given to 1500 of 10000 units, and 10.00% were due"), "\(why)")
        #expect(try workspace.run("verify", "small-1").status == 0)
        #expect(try workspace.text(of: "flags.json").contains("[\"candidate\", 0]"))
    }

    @Test func nobodyCountedIsNotKnown() async throws {
        let (workspace, server) = try await place(candidate: nil)
        defer { server.kill() }
        let run = try workspace.run("execute", "plan.yaml", "--quiet")
        #expect(run.status != 0, "\(run.output)\(run.errors)")
    }
}

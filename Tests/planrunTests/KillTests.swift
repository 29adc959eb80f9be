import Glibc
import JSON
import Testing

/// A run that is killed, at whatever moment, and resumed decides as one that was not.
@Suite struct KillTests {
    /// With alerts, a second recipe and many observations.
    private static let plan = TinyPlan.alerting
        .replacing("decision_tree: { max_depth: 3 }", "decision_tree: { max_depth: 1 }")
        .replacing("otherwise: stop", "otherwise: retrain")
        .replacing("    train: iris.train\ntraffic", "    train: iris.train\n    retrain: [{ max_depth: 3 }]\ntraffic")
        .replacing("every: 1m, for: 4m", "every: 30s, for: 10m")

    private func history(_ workspace: Workspace) throws -> [JSONValue] {
        try workspace.run("history", "tiny-1", "--format", "jsonl").events
    }

    private func undisturbed() throws -> (events: [JSONValue], alerts: [JSONValue]) {
        let workspace = try Workspace(plan: Self.plan)
        let result = try workspace.run("execute", "tiny.yaml", "--format", "jsonl")
        #expect(result.status == 0)
        return (try result.events, try alerts(in: workspace))
    }

    /// The lines that the file notifier wrote, without the key, which names the run's start.
    private func alerts(in workspace: Workspace) throws -> [JSONValue] {
        try workspace.text(of: "alerts.jsonl").split(separator: "\n").map { line in
            guard case .object(var object) = try JSONValue(parsing: String(line)) else { return .null }
            object["key"] = nil
            return .object(object)
        }
    }

    @Test func everyMomentIsAGoodOne() throws {
        let expected = try undisturbed()
        #expect(expected.events.count > 50)
        for lines in stride(from: 0, through: expected.events.count, by: 3) {
            let workspace = try Workspace(plan: Self.plan)
            try Streaming(["execute", "tiny.yaml", "--format", "jsonl"], in: workspace)
                .kill(afterLines: lines, SIGKILL)
            // Killed before there was a run, it begins now.
            let isBegun = try workspace.run("status", "tiny-1").status == 0
            let result = try workspace.run(isBegun ? ["resume", "tiny-1"] : ["execute", "tiny.yaml"])
            #expect(result.status == 0, "killed after \(lines) lines: \(result.errors)")
            #expect(decisions(of: try history(workspace)) == decisions(of: expected.events), "after \(lines) lines")
            #expect(try alerts(in: workspace) == expected.alerts, "after \(lines) lines")
        }
    }

    @Test func aRunMayBeKilledAgainAndAgain() throws {
        let expected = try undisturbed()
        let workspace = try Workspace(plan: Self.plan)
        try Streaming(["execute", "tiny.yaml", "--format", "jsonl"], in: workspace).kill(afterLines: 4, SIGKILL)
        for _ in 0..<6 {
            try Streaming(["resume", "tiny-1", "--format", "jsonl"], in: workspace).kill(afterLines: 9, SIGKILL)
        }
        try workspace.run("resume", "tiny-1")
        #expect(decisions(of: try history(workspace)) == decisions(of: expected.events))
        #expect(try alerts(in: workspace) == expected.alerts)
    }

    @Test func aSeedOutlivesTheKill() throws {
        let workspace = try Workspace(plan: Self.plan)
        let expected = try workspace.run("execute", "tiny.yaml", "--format", "jsonl", "--seed", "8").events
        let second = try Workspace(plan: Self.plan)
        let run = try Streaming(["execute", "tiny.yaml", "--format", "jsonl", "--seed", "8"], in: second)
        try run.kill(afterLines: 1, SIGKILL)
        #expect(try second.run("resume", "tiny-1").status == 0)
        #expect(decisions(of: try history(second)) == decisions(of: expected))
    }
}

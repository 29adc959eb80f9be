import Glibc
import JSON
import Testing

@Suite struct StatusTests {
    private static let plan = TinyPlan().replacing("every: 1m, for: 4m", "every: 10s, for: 30m")

    @Test func anAbandonedRunFails() throws {
        let workspace = try Workspace(plan: Self.plan)
        try Streaming(["execute", "tiny.yaml", "--format", "jsonl"], in: workspace).kill(afterLines: 12, SIGKILL)
        let result = try workspace.run("status", "--check")
        #expect(result.status == 3)
        #expect(result.output.contains("tiny-1  interrupted"))
        #expect(result.errors.hasPrefix("error[PR0363]: nobody has driven run `tiny-1` for "))
        #expect(result.errors.contains("`planrun resume tiny-1` goes on with it"))
        // Not yet for an hour.
        #expect(try workspace.run("status", "--check", "--max-age", "1h").status == 0)
        #expect(try workspace.run("resume", "tiny-1", "--quiet").status == 0)
        #expect(try workspace.run("status", "--check").status == 0)
    }

    @Test func aRunThatIsDrivenIsNot() throws {
        let workspace = try Workspace(plan: Self.plan)
        let run = try Streaming(["execute", "tiny.yaml", "--format", "jsonl"], in: workspace)
        for _ in 0..<8 { #expect(run.readLine() != nil) }
        #expect(try workspace.run("status", "--check").status == 0)
        #expect(try workspace.run("status", "tiny-1").output.contains("driven by process "))
        let json = try JSONValue(parsing: try workspace.run("status", "--format", "json").output)
        #expect(json["runs"]?.array?.first?["driven_by"]?["pid"]?.integer != nil)
        run.send(SIGTERM)
        _ = try run.finish()
    }

    /// No terminal: a line for each change, until the run is over.
    @Test func watchingEndsWithTheRun() throws {
        let workspace = try Workspace(plan: Self.plan)
        try Streaming(["execute", "tiny.yaml", "--format", "jsonl"], in: workspace).kill(afterLines: 12, SIGKILL)
        let watching = try Streaming(["status", "tiny-1", "--watch"], in: workspace)
        #expect(watching.readLine()?.contains("tiny-1 interrupted") == true)
        try workspace.run("resume", "tiny-1", "--quiet")
        let result = try watching.finish()
        #expect(result.status == 0 && result.lines.last?.contains("tiny-1 released") == true)
    }

    @Test(arguments: [
        ["--watch", "--check"], ["--watch", "--format", "json"], ["--max-age", "5m"], ["--check", "--max-age", "soon"],
    ])
    func aWrongCommandLineIsNamed(arguments: [String]) throws {
        #expect(try Workspace().run(["status"] + arguments).status == 64)
    }
}

import JSON
import Testing

@Suite struct HistoryTests {
    @Test func whereNothingRanThereAreNoRuns() throws {
        let workspace = try Workspace()
        let text = try workspace.run("status")
        #expect(text.status == 0 && text.output.hasPrefix("no runs are kept in `.planrun` here"))
        let json = try workspace.run("status", "--format", "json")
        #expect(try JSONValue(parsing: json.output)["runs"]?.array == [])
        #expect(!workspace.exists(".planrun"))
    }

    @Test func runsAreListedOldestFirst() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.run("execute", "tiny.yaml")
        try workspace.write(TinyPlan.rolledBack.text, to: "tiny.yaml")
        try workspace.run("execute", "tiny.yaml")
        let lines = try workspace.run("status").lines
        #expect(
            lines.map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
                == ["RUN STATE", "tiny-1 released", "tiny-2 rolled_back"]
        )
        #expect(try workspace.run("status", "tiny-2").lines.count == 3)
    }

    @Test func jsonSaysWhatTheJournalKnows() throws {
        let workspace = try Workspace(plan: TinyPlan())
        let report = try workspace.run("execute", "tiny.yaml").output
        let json = try JSONValue(parsing: try workspace.run("status", "--format", "json").output)
        #expect(json["format_version"]?.integer == 1)
        let run = try #require(json["runs"]?.array?.first)
        let names: Set = [
            "id", "state", "stage", "plan", "program", "folder", "started", "updated", "driven_by",
            "commands_waiting", "records", "head",
        ]
        #expect(Set(run.object?.members.map(\.name) ?? []) == names)
        #expect(run["plan"]?.string == workspace["tiny.yaml"])
        #expect(run["records"]?.integer == (try workspace.run("history", "tiny-1", "--format", "jsonl").lines.count))
        #expect(run["started"]?.string?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        // The head and the program's digest are those that the run printed.
        #expect(report.contains("journal head \(run["head"]?.string ?? "-")\n"))
        #expect(report.contains("program \(run["program"]?.string?.prefix(12) ?? "-")\n"))
    }

    @Test func historyIsALineAnEvent() throws {
        let workspace = try Workspace(plan: .alerting)
        let events = try workspace.run("execute", "tiny.yaml", "--format", "jsonl").events
        let lines = try workspace.run("history", "tiny-1").lines.dropLast()
        #expect(lines.count == events.count)
        for (line, event) in zip(lines, events) {
            #expect(
                line.contains("  \(event["type"]?.string ?? "-")  ")
                    || line.contains("  \(event["type"]?.string ?? "-") ")
            )
        }
        #expect(lines.contains { $0.contains("busy firing: accuracy is 0.9") })
        #expect(lines.last == "00:07:00  finished    released: everyone has the candidate, and its gates passed")
    }
}

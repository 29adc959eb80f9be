import Glibc
import JSON
import Testing

/// The operator log as the commands write it.
@Suite struct OperatorLogEndToEndTests {
    private func entries(_ workspace: Workspace, in folder: String = ".planrun") throws -> [JSONValue] {
        try workspace.text(of: folder + "/operator.jsonl").split(separator: "\n").map {
            try JSONValue(parsing: String($0))
        }
    }

    private func messages(_ entries: [JSONValue]) -> [String] { entries.compactMap { $0["message"]?.string } }

    @Test func aRunSaysWhoBeganItWhatWasDecidedAndHowItEnded() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.run("execute", "tiny.yaml", "--threads", "1", "--quiet")
        let entries = try entries(workspace)
        let first = try #require(entries.first)
        #expect(first["message"]?.string == "command began")
        #expect(
            first["arguments"]?.array?.compactMap(\.string) == ["execute", "tiny.yaml", "--threads", "1", "--quiet"]
        )
        #expect(first["uid"]?.integer == Int(getuid()))
        #expect(first["user"]?.string?.isEmpty == false && first["host"]?.string?.isEmpty == false)
        #expect(first["version"]?.string == "0.1.0")
        #expect(Set(entries.map { $0["pid"]?.integer }).count == 1)
        let decided = entries.filter { $0["message"]?.string == "decided" }
        #expect(decided.allSatisfy { $0["run"]?.string == "tiny-1" })
        let history = try workspace.run("history", "tiny-1").lines
        let events = try workspace.run("history", "tiny-1", "--format", "jsonl").events
        #expect(decided.count == decisions(of: events).count)
        // What changes something stands out.
        let notable = decided.filter { $0["level"]?.string == "notice" }
        #expect(notable.count == 4)
        for entry in decided { #expect(history.contains(entry["event"]?.string ?? "")) }
        #expect(entries.last?["message"]?.string == "command ended" && entries.last?["status"]?.integer == 0)
    }

    @Test func theLevelComesFromTheOptionThenFromTheEnvironment() throws {
        let workspace = try Workspace(plan: TinyPlan())
        func levels(_ more: [String], _ level: String?) throws -> Set<String> {
            try? workspace.remove(".planrun")
            try workspace.run(
                ["execute", "tiny.yaml", "--quiet"] + more,
                environment: level.map { ["PLANRUN_LOG_LEVEL": $0] } ?? [:]
            )
            guard workspace.exists(".planrun/operator.jsonl") else { return [] }
            return Set(try entries(workspace).compactMap { $0["level"]?.string })
        }
        #expect(try levels([], nil) == ["info", "notice"])
        #expect(try levels([], "trace") == ["trace", "debug", "info", "notice"])
        #expect(try levels(["--log-level", "notice"], "trace") == ["notice"])
        #expect(try levels(["--log-level", "error"], nil) == [])
        let wrong = try workspace.run("execute", "tiny.yaml", environment: ["PLANRUN_LOG_LEVEL": "loud"])
        #expect(wrong.status == 64 && wrong.errors.contains("PLANRUN_LOG_LEVEL knows no level `loud`"))
        #expect(try workspace.run("execute", "tiny.yaml", "--log-level", "loud").status == 64)
    }

    @Test func aDryRunAndAReadingCommandWriteNothing() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.run("execute", "tiny.yaml", "--dry-run")
        try workspace.run("validate", "tiny.yaml")
        #expect(!workspace.exists(".planrun"))
        try workspace.run("execute", "tiny.yaml", "--quiet")
        let before = try workspace.text(of: ".planrun/operator.jsonl")
        try workspace.run("execute", "tiny.yaml", "--dry-run")
        try workspace.run("status")
        try workspace.run("history", "tiny-1")
        #expect(try workspace.text(of: ".planrun/operator.jsonl") == before)
    }

    @Test func whatIsWrongIsRecorded() throws {
        let workspace = try Workspace(plan: TinyPlan().replacing("audience: 20%", "audience: 120%"))
        _ = try workspace.shell("mkdir .planrun; planrun execute tiny.yaml")
        let refused = try entries(workspace)
        let found = try #require(refused.first { $0["code"]?.string == "PR0206" })
        #expect(found["level"]?.string == "error" && found["place"]?.string == "tiny.yaml:27:15")
        #expect(found["message"]?.string == "`120%` is more than the whole")
        #expect(refused.last?["status"]?.integer == 1 && refused.last?["level"]?.string == "error")
        try workspace.run("resume", "tiny-7")
        let unknown = try entries(workspace).dropFirst(refused.count)
        #expect(messages(Array(unknown)).contains { $0.contains("tiny-7") })
        #expect(unknown.last?["status"]?.integer == 64)
    }

    @Test func aNotifierThatCannotBeToldIsAWarning() throws {
        // Nobody listens at that port.
        let log = #"log: { webhook: "http://127.0.0.1:1/" }"#
        let workspace = try Workspace(plan: TinyPlan.alerting.replacing("log: { file: alerts.jsonl }", log))
        try workspace.run("execute", "tiny.yaml", "--quiet")
        let told = try #require(
            try entries(workspace).first { $0["message"]?.string == "a notifier could not be told" }
        )
        #expect(told["level"]?.string == "warning")
        let events = try workspace.run("history", "tiny-1", "--format", "jsonl").events
        let notified = events.first { $0["type"]?.string == "notified" && $0["notifier"]?.string == "log" }
        #expect(told["key"]?.string == notified?["key"]?.string)
        #expect(told["event"]?.string?.contains("log failed: `http://127.0.0.1:1/` cannot be reached") == true)
    }

    /// Neither who says something nor what is said is to be found in it.
    @Test func whatIsAPersonsIsLeftOut() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.run("execute", "tiny.yaml", "--quiet")
        let add = ["feedback", "add", "tiny-1", "--unit", "user-mallory", "--rating", "2", "--text", "--private words"]
        #expect(try workspace.run(add).status == 0)
        #expect(
            try workspace.run("feedback", "add", "tiny-1", "--unit=user-mallory", "--text=private words").status == 0
        )
        try workspace.write(#"{"unit":"user-mallory","text":"private words","after":"-3m"}"# + "\n", to: "said.jsonl")
        #expect(try workspace.run("feedback", "import", "tiny-1", "said.jsonl").status == 1)
        #expect(try workspace.run("feedback", "forget", "--unit", "user-mallory").status == 0)
        let text = try workspace.text(of: ".planrun/operator.jsonl")
        for secret in ["mallory", "private", "words"] { #expect(!text.contains(secret)) }
        let entries = try entries(workspace)
        let began = entries.filter { $0["message"]?.string == "command began" }
        #expect(
            began.map { $0["arguments"]?.array?.compactMap(\.string).joined(separator: " ") } == [
                "execute tiny.yaml --quiet",
                "feedback add tiny-1 --unit ... --rating ... --text ...",
                "feedback add tiny-1 --unit=... --text=...",
                "feedback import tiny-1 said.jsonl",
                "feedback forget --unit ...",
            ]
        )
        // The same unit is the same word, as in the request log.
        let units = entries.filter { $0["message"]?.string == "feedback added" }.compactMap { $0["unit"]?.string }
        #expect(units.count == 2 && Set(units).count == 1 && units.first?.count == 12)
        #expect(entries.contains { $0["place"]?.string?.hasPrefix("said.jsonl:1:") == true })
    }

    @Test func aLogThatCannotBeWrittenWarnsOnceAndTheRunGoesOn() throws {
        for making in ["mkdir .planrun/operator.jsonl", "ln -s /dev/full .planrun/operator.jsonl"] {
            let workspace = try Workspace(plan: TinyPlan())
            let result = try workspace.shell("mkdir .planrun; \(making); planrun execute tiny.yaml --quiet")
            #expect(result.status == 0)
            let warnings = result.errors.split(separator: "\n").filter { $0.hasPrefix("warning: ") }
            #expect(warnings.count == 1 && warnings[0].hasPrefix("warning: the operator log is given up: "))
        }
    }

    /// Half a line would make the next one, written once there is space again, unreadable too.
    @Test(arguments: [1, 2, 3]) func aFullDiskLeavesWholeLines(kilobytes: Int) throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.write("", to: ".planrun/operator.jsonl")
        let command = "(ulimit -f \(kilobytes * 2); planrun feedback report tiny-1 --state .planrun); "
        let result = try workspace.shell(String(repeating: command, count: 12))
        #expect(result.errors.contains("warning: the operator log is given up: "))
        let text = try workspace.text(of: ".planrun/operator.jsonl")
        #expect(text.utf8.count > 1024 * kilobytes - 500 && text.hasSuffix("\n"))
        #expect(try entries(workspace).count > 2)
    }

    @Test func aKilledRunLeavesWholeLines() throws {
        let plan = TinyPlan().replacing("every: 1m, for: 4m", "every: 10s, for: 30m")
        let workspace = try Workspace(plan: plan)
        let run = try Streaming(
            ["execute", "tiny.yaml", "--format", "jsonl", "--log-level", "trace"],
            in: workspace
        )
        try run.kill(afterLines: 20, SIGKILL)
        #expect(try workspace.text(of: ".planrun/operator.jsonl").hasSuffix("\n"))
        let killed = try entries(workspace)
        #expect(killed.count > 10 && !messages(killed).contains("command ended"))
        #expect(try workspace.run("resume", "tiny-1", "--quiet").status == 0)
        let resumed = try entries(workspace).dropFirst(killed.count)
        #expect(resumed.first?["arguments"]?.array?.first?.string == "resume")
        #expect(resumed.last?["message"]?.string == "command ended")
        #expect(resumed.dropFirst().allSatisfy { $0["run"]?.string == "tiny-1" })
    }

    @Test func theLogIsKeptInTheStateFolderThatWasNamed() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.run("execute", "tiny.yaml", "--quiet", "--state", "kept")
        #expect(try messages(entries(workspace, in: "kept")).last == "command ended")
        #expect(!workspace.exists(".planrun"))
        try workspace.run("resume", "nobody-1", "--state", "kept")
        #expect(try entries(workspace, in: "kept").last?["status"]?.integer == 64)
        // A plan that is not there makes no folder.
        try workspace.run("execute", "nowhere/plan.yaml")
        #expect(!workspace.exists("nowhere"))
    }
}

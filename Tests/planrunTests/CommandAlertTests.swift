import Glibc
import JSON
import Testing

/// Alerts that a program is told, in runs from end to end.
@Suite struct CommandAlertTests {
    /// A plan that tells a program in its own folder.
    private static let plan = TinyPlan.alerting
        .replacing("notify: [terminal, log]", "notify: [pager]")
        .replacing(
            "  terminal: {}\n  log: { file: alerts.jsonl }",
            "  pager: { command: [bin/page, --team, ml], timeout: 60s }"
        )

    private func workspace(plan: TinyPlan = Self.plan, script: String) throws -> Workspace {
        let workspace = try Workspace(plan: plan)
        try workspace.write("#!/bin/sh\n\(script)\n", to: "bin/page")
        _ = chmod(workspace["bin/page"], 0o755)
        return workspace
    }

    private func told(_ workspace: Workspace) throws -> [JSONValue] {
        try workspace.text(of: "told.jsonl").split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    }

    @Test func theProgramIsToldOfEachAlert() throws {
        let workspace = try workspace(script: #"cat >> told.jsonl; echo "$@" > arguments"#)
        let result = try workspace.run("execute", "tiny.yaml")
        #expect(result.status == 0)
        #expect(!result.output.contains("could not be told"))
        let told = try told(workspace)
        #expect(told.map { $0["alert"]?.string } == ["busy"])
        #expect(told.first?["run"]?.string == "tiny-1")
        #expect(try workspace.text(of: "arguments") == "--team ml\n")
    }

    @Test func aFailingProgramIsReportedAndDoesNotStopTheRelease() throws {
        let workspace = try workspace(script: "echo 'no route to host' >&2; exit 3")
        let result = try workspace.run("execute", "tiny.yaml")
        #expect(result.status == 0)
        #expect(result.output.contains("pager could not be told: `bin/page` ended with status 3: no route to host"))
    }

    @Test func aDryRunCallsNobody() throws {
        let workspace = try workspace(script: "touch called")
        #expect(try workspace.run("execute", "tiny.yaml", "--dry-run").status == 0)
        #expect(!workspace.exists("called"))
    }

    /// A run that is killed while the program works tells it again, under the same key.
    @Test func aNotificationThatAKillInterruptedComesAgainUnderItsKey() throws {
        let workspace = try workspace(
            script: "cat >> told.jsonl; if [ ! -e again ]; then touch again; kill -KILL $PPID; fi"
        )
        #expect(try workspace.run("execute", "tiny.yaml").status == -SIGKILL)
        #expect(try workspace.run("resume", "tiny-1").status == 0)
        let keys = try told(workspace).map { $0["key"]?.string }
        #expect(keys.count == 2 && Set(keys).count == 1)
    }

    /// Ctrl-C reaches everything in the terminal's foreground; here the process itself, which has started the program.
    @Test func anInterruptWaitsForTheProgramAndTheRunGoesOnLater() throws {
        let workspace = try workspace(script: "cat > line; kill -INT $PPID; cat line >> told.jsonl")
        let result = try workspace.run("execute", "tiny.yaml")
        #expect(result.status == 130)
        #expect(result.errors.hasSuffix("interrupted; `planrun resume tiny-1` goes on from here\n"))
        #expect(try told(workspace).count == 1)
        #expect(try workspace.run("resume", "tiny-1").status == 0)
        // It has been told, and that is on record.
        #expect(try told(workspace).count == 1)
    }

    @Test func whatCannotBeRunIsRefusedBeforeTheRun() throws {
        let workspace = try Workspace(plan: Self.plan)
        let missing = try workspace.run("validate", "tiny.yaml", "--format", "concise")
        #expect(missing.status == 1)
        #expect(missing.errors.contains("error[PR0430]: cannot run `bin/page`: No such file or directory"))
        try workspace.write("#!/bin/sh\n", to: "bin/page")
        let plain = try workspace.run("validate", "tiny.yaml")
        #expect(plain.errors.contains("cannot run `bin/page`: Permission denied"))
        #expect(plain.errors.contains("chmod +x"))
    }

    @Test func aNameThatPATHDoesNotHaveIsAWarning() throws {
        let plan = Self.plan.replacing("[bin/page, --team, ml]", "[page-nobody-has]")
        let workspace = try Workspace(plan: plan)
        let result = try workspace.run("validate", "tiny.yaml", "--format", "concise")
        #expect(result.status == 0)
        #expect(result.errors.contains("warning[PR0431]: no folder of PATH has a program `page-nobody-has`"))
    }

    @Test func aProgramOutsideTheFolderTakesLeave() throws {
        let plan = Self.plan.replacing("[bin/page, --team, ml]", "[/bin/true]")
        let workspace = try Workspace(plan: plan)
        let refused = try workspace.run("execute", "tiny.yaml")
        #expect(refused.status == 1 && refused.errors.contains("error[PR0210]"))
        let allowed = try workspace.run("execute", "tiny.yaml", "--allow-outside-paths")
        #expect(allowed.status == 0 && !allowed.output.contains("could not be told"))
    }
}

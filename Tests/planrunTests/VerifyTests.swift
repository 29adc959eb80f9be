import Glibc
import JSON
import Testing

@Suite struct VerifyTests {
    private func finished() throws -> (workspace: Workspace, head: String) {
        let workspace = try Workspace(plan: TinyPlan())
        let report = try workspace.run("execute", "tiny.yaml").output
        let head = try #require(report.firstMatch(of: /journal head ([0-9a-f]{64})/)?.output.1)
        return (workspace, String(head))
    }

    @Test func theHeadThatARunPrintsProvesItsHistory() throws {
        let (workspace, head) = try finished()
        let plain = try workspace.run("verify", "tiny-1")
        #expect(plain.status == 0)
        #expect(plain.output.contains("journal head \(head)\n") && plain.output.contains("not proved without --head"))
        let proved = try workspace.run("verify", "tiny-1", "--head", head)
        #expect(proved.status == 0 && proved.output.contains("the head vouches for all of them"))
        let json = try JSONValue(parsing: try workspace.run("verify", "tiny-1", "--format", "json").output)
        #expect(json["whole"] == .bool(true) && json["head"]?.string == head && json["problems"]?.array == [])
        // The others show it too.
        #expect(try workspace.run("status", "tiny-1").output.contains("journal head \(head)\n"))
        #expect(try workspace.run("history", "tiny-1").lines.last == "journal head \(head)")
    }

    @Test func anotherHeadIsNotFound() throws {
        let (workspace, _) = try finished()
        let result = try workspace.run("verify", "tiny-1", "--head", String(repeating: "0", count: 64))
        #expect(result.status == 74 && result.output.isEmpty)
        #expect(result.errors.hasPrefix("error[PR0355]: no record of run `tiny-1` has the hash"))
        #expect(try workspace.run("verify", "tiny-1", "--head", "abc").status == 64)
        #expect(try workspace.run("verify", "tny-1").status == 64)
    }

    /// A word of a record, changed in the file itself; a run that is over is looked at as well when it is resumed.
    @Test(arguments: ["verify", "history", "resume"]) func tamperingIsLocated(command: String) throws {
        let (workspace, head) = try finished()
        try workspace.replace("all conditions hold", with: "All conditions hold", in: ".planrun/journal.sqlite")
        let result = try workspace.run(command, "tiny-1")
        #expect(result.status == 74)
        #expect(result.errors.hasPrefix("error[PR0350]: record "), "\(result.errors)")
        #expect(result.errors.contains("was altered in run `tiny-1`"))
        guard command == "verify" else { return }
        #expect(result.errors.contains(" --> .planrun/journal.sqlite: record "))
        #expect(try workspace.run("verify", "tiny-1", "--head", head).status == 74)
    }

    @Test func aSpoiltPageIsFound() throws {
        let (workspace, _) = try finished()
        try workspace.run("status", "tiny-1")
        let spoil = "dd if=/dev/zero of=.planrun/journal.sqlite bs=1 seek=$((4096 * 4)) count=64 conv=notrunc"
        try #require(try workspace.shell(spoil).status == 0)
        let result = try workspace.run("verify", "tiny-1", "--format", "json")
        #expect(result.status == 74)
        let json = try JSONValue(parsing: result.output)
        let problem = json["problems"]?.array?.first
        #expect(json["whole"] == .bool(false) && problem?["code"]?.string == "PR0356")
        #expect(json["records"] == .null && problem?["message"]?.string?.contains("is corrupt") == true)
    }

    /// The state is no record; it must be what the records lead to.
    @Test(arguments: ["verify", "resume"]) func anEndThatNeverWasIsFound(command: String) throws {
        let workspace = try Workspace(plan: TinyPlan().replacing("every: 1m, for: 4m", "every: 10s, for: 30m"))
        try Streaming(["execute", "tiny.yaml", "--format", "jsonl"], in: workspace).kill(afterLines: 12, SIGKILL)
        // Brings the log into the file.
        try workspace.run("status", "tiny-1")
        let json = try JSONValue(parsing: try workspace.run("status", "--format", "json").output)
        let program = try #require(json["runs"]?.array?.first?["program"]?.string)
        try workspace.replace(program + "running", with: program + "stopped", in: ".planrun/journal.sqlite")
        let result = try workspace.run(command, "tiny-1")
        #expect(result.status == 74)
        #expect(result.errors.contains("error[PR0354]: the journal says that run `tiny-1` is stopped"))
    }
}

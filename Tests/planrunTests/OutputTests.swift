import JSON
import Testing

/// What becomes of output that nobody takes.
@Suite struct OutputTests {
    private static let commands = [
        "validate tiny.yaml", "validate --format json tiny.yaml", "execute tiny.yaml",
        "execute tiny.yaml --format jsonl",
        "execute tiny.yaml --dry-run", "status", "history tiny-1", "compile tiny.yaml", "schema", "explain", "--help",
        "--version", "status --help",
    ]

    private func workspace() throws -> Workspace {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.run("execute", "tiny.yaml")
        return workspace
    }

    @Test(arguments: commands) func aFullDeviceIsAFailure(command: String) throws {
        let result = try workspace().shell("planrun \(command) >/dev/full")
        #expect(result.status == 74)
        #expect(result.errors.hasSuffix("error: cannot write standard output: No space left on device\n"))
    }

    @Test(arguments: commands) func outputThatIsNotThereIsAFailure(command: String) throws {
        let result = try workspace().shell("planrun \(command) >&-")
        #expect(result.status == 74)
        #expect(result.errors.hasSuffix("error: cannot write standard output: Bad file descriptor\n"))
    }

    @Test func aVerdictSaysMoreThanAFullDevice() throws {
        let workspace = try Workspace(plan: .rolledBack)
        #expect(try workspace.shell("planrun execute tiny.yaml >/dev/full").status == 2)
        #expect(try workspace.shell("planrun validate nowhere.yaml --format json >/dev/full").status == 1)
    }

    @Test(arguments: commands) func aReaderThatGoesAwayIsNone(command: String) throws {
        let line = "{ planrun \(command); echo $? >status; } 2>errors | head -c 1 >/dev/null"
        let workspace = try workspace()
        _ = try workspace.shell(line)
        #expect(try workspace.text(of: "status") == "0\n")
        #expect(!(try workspace.text(of: "errors")).contains("error"))
    }

    /// The release goes on: somebody who reads its first lines has not asked for its end.
    @Test func aRunGoesOnWithoutItsReader() throws {
        let workspace = try Workspace(plan: TinyPlan())
        _ = try workspace.shell("planrun execute tiny.yaml --format jsonl | head -1")
        #expect(try workspace.run("status").output.contains("tiny-1  released"))
    }

    /// A file opened by planrun must not take the number of a standard stream that is not there.
    @Test func noFileTakesTheOutputsPlace() throws {
        let workspace = try Workspace(plan: .alerting)
        let result = try workspace.shell("planrun execute tiny.yaml <&- >&- 2>&-")
        #expect(result.status == 74)
        #expect(try workspace.run("status").output.contains("tiny-1  released"))
        #expect(try workspace.text(of: "alerts.jsonl").split(separator: "\n").count == 1)
        #expect(try workspace.text(of: ".planrun/tiny-1.lock").allSatisfy { $0.isNumber || $0 == "\n" })
    }
}

import Foundation
import Glibc
import JSON
import Testing

/// Logs that are evaluated while they are written.
@Suite struct EvaluateFollowTests {
    private func append(_ text: String, to name: String, in workspace: Workspace) throws {
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: workspace[name]))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    private func begin(_ log: String, _ arguments: String...) throws -> (run: Streaming, workspace: Workspace) {
        let workspace = try Workspace()
        try workspace.write(log, to: "log.csv")
        let options = [
            "evaluate", "log.csv", "--follow", "--every", "50ms", "--format", "json", "--metric", "accuracy",
        ]
        return (try Streaming(options + arguments, in: workspace), workspace)
    }

    private func samples(_ line: String?) throws -> JSONValue? { try JSONValue(parsing: line ?? "")["samples"] }

    /// A state for each time that rows have come, and the last one before the end.
    @Test func rowsAreReadAsTheyCome() throws {
        let (run, workspace) = try begin("label,prediction\nyes,yes\nno,n", "--require", "accuracy >= 0.9")
        #expect(try samples(run.readLine()) == 1)
        try append("o\nyes,no\n", to: "log.csv", in: workspace)
        #expect(try samples(run.readLine()) == 3)
        run.send(SIGINT)
        // Two of three are right.
        #expect(try run.finish().status == 2)
    }

    @Test func aLogMayNotHaveBegun() throws {
        let (run, workspace) = try begin("label,pre")
        try run.waitUntilInterruptsAreCaught()
        try append("diction\nyes,yes\n", to: "log.csv", in: workspace)
        #expect(try samples(run.readLine()) == 1)
        run.send(SIGTERM)
        #expect(try run.finish().status == 0)
    }

    @Test func anotherFileOfThatNameIsSaid() throws {
        let (run, workspace) = try begin("label,prediction\nyes,yes\n")
        #expect(try samples(run.readLine()) == 1)
        try FileManager.default.moveItem(atPath: workspace["log.csv"], toPath: workspace["log.csv.1"])
        try append("no,no\n", to: "log.csv.1", in: workspace)
        let result = try run.finish()
        #expect(result.status == 1 && result.errors.contains("`log.csv` is another file now, or gone"))
    }

    @Test func aShorterFileIsSaid() throws {
        let (run, workspace) = try begin("label,prediction\nyes,yes\nyes,yes\n")
        #expect(try samples(run.readLine()) == 2)
        #expect(truncate(workspace["log.csv"], 17) == 0)
        let result = try run.finish()
        #expect(result.status == 1 && result.errors.contains("`log.csv` has become shorter"))
    }

    @Test func badRowsEndIt() throws {
        let (run, workspace) = try begin("label,prediction\nyes,yes\n")
        #expect(try samples(run.readLine()) == 1)
        try append("yes\n", to: "log.csv", in: workspace)
        let result = try run.finish()
        #expect(result.status == 1 && result.errors.contains("log.csv:3"))
    }

    @Test func mistakes() throws {
        let log = "label,prediction\nyes,yes\n"
        #expect(try EvaluateRun(log, arguments: ["--every", "1s"]).status == 64)
        #expect(try EvaluateRun(log, as: nil, "--follow").errors.contains("--follow takes a file"))
        #expect(try EvaluateRun(log, arguments: ["--follow", "--format", "csv"]).status == 64)
        #expect(try EvaluateRun(log, arguments: ["--follow", "--against", "log.csv"]).status == 64)
    }
}

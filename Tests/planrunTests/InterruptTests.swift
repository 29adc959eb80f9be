import Glibc
import JSON
import Testing

@Suite struct InterruptTests {
    /// Long enough not to be over before the signal comes.
    private static let plan = TinyPlan().replacing("every: 1m, for: 4m", "every: 10s, for: 30m")

    private func begin(_ workspace: Workspace, _ more: String...) throws -> Streaming {
        let run = try Streaming(["execute", "tiny.yaml", "--format", "jsonl"] + more, in: workspace)
        for _ in 0..<8 { #expect(run.readLine() != nil) }
        return run
    }

    @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143)), (SIGHUP, Int32(129))])
    func aSignalEndsTheRunBetweenTwoSteps(signal: Int32, status: Int32) throws {
        let workspace = try Workspace(plan: Self.plan)
        let run = try begin(workspace)
        run.send(signal)
        let result = try run.finish()
        #expect(result.status == status)
        #expect(result.errors.hasSuffix("interrupted; `planrun resume tiny-1` goes on from here\n"))
        let recorded = try workspace.run("history", "tiny-1", "--format", "jsonl").lines
        #expect(result.lines == recorded.suffix(result.lines.count))
        #expect(try workspace.run("status", "tiny-1").output.contains("tiny-1  interrupted"))
        #expect(try workspace.run("resume", "tiny-1").status == 0)
    }

    @Test func theHintNamesTheStateFolderWhereThatIsNeeded() throws {
        let workspace = try Workspace(plan: Self.plan)
        let run = try begin(workspace, "--state", "my state")
        run.send(SIGINT)
        let hint = "planrun resume tiny-1 --state 'my state'"
        #expect(try run.finish().errors.contains("`\(hint)`"))
        let resumed = try workspace.shell(hint)
        #expect(resumed.status == 0)
        #expect(resumed.output.contains("released"))
    }

    @Test func aSecondSignalEndsTheProcessAtOnce() throws {
        let workspace = try Workspace(plan: Self.plan)
        let run = try begin(workspace)
        // Nobody reads on, so that the run stands still in the middle of a step.
        run.send(SIGINT)
        try run.waitUntilSignalsAreTaken()
        run.send(SIGINT)
        #expect(try run.wait().status == 130)
        #expect(try workspace.run("resume", "tiny-1").status == 0)
    }

    @Test func twoRunnersDoNotShareARun() throws {
        let workspace = try Workspace(plan: Self.plan)
        let run = try begin(workspace)
        let second = try workspace.run("resume", "tiny-1")
        #expect(second.status == 75)
        #expect(second.errors.contains("tiny-1") && second.errors.contains("held by process"))
        // Another run of the plan is no matter.
        #expect(try workspace.run("execute", "tiny.yaml", "--quiet").status == 0)
        #expect(try run.finish().status == 0)
    }
}

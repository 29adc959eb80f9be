import Glibc
import JSON
import Testing

/// What people ask of a run: kept, carried out, recorded.
@Suite struct RequestTests {
    /// Its second stage waits for somebody of `risk`; whoever begins the run may not be that.
    private static let plan = TinyPlan()
        .replacing("traffic:", "roles: { risk: [ann, bob, root] }\ntraffic:")
        .replacing(
            "    audience: 100%\n",
            "    approve: { by: [risk], within: 1h, exclude_author: true }\n    audience: 100%\n"
        )

    /// Long enough not to be over before somebody asks.
    private static let long = TinyPlan().replacing("every: 1m, for: 4m", "every: 10s, for: 30m")

    private func waiting() throws -> Workspace {
        let workspace = try Workspace(plan: Self.plan)
        let result = try workspace.run("execute", "tiny.yaml")
        #expect(result.status == 4)
        #expect(result.errors.contains("waiting for the approval of `full`: risk within 1h"))
        #expect(result.errors.contains("`planrun resume tiny-1`"))
        return workspace
    }

    /// A run that was ended in its canary, with its journal written.
    private func interrupted() throws -> Workspace {
        let workspace = try Workspace(plan: Self.long)
        let run = try Streaming(["execute", "tiny.yaml", "--format", "jsonl"], in: workspace)
        for _ in 0..<20 { #expect(run.readLine() != nil) }
        run.send(SIGTERM)
        #expect(try run.finish().status == 143)
        return workspace
    }

    private func events(_ workspace: Workspace) throws -> [JSONValue] {
        try workspace.run("history", "tiny-1", "--format", "jsonl").events
    }

    @Test func anApprovalIsKeptAndCarriedOutLater() throws {
        let workspace = try waiting()
        #expect(try workspace.run("status", "tiny-1").output.contains("tiny-1  waiting"))
        let asked = try workspace.run("approve", "tiny-1", "--as", "ann", "--note", "looks good")
        #expect(asked.status == 0)
        #expect(asked.output.contains("approve of run tiny-1 by ann: kept\n"))
        #expect(asked.output.contains("nobody drives the run now: `planrun resume tiny-1` carries it out"))
        #expect(try workspace.run("status", "tiny-1").output.contains("1 command waits to be taken"))
        #expect(
            try workspace.run("history", "tiny-1").output.contains("waits     approve by ann: looks good, asked at ")
        )
        // Asked twice, it is asked once.
        let again = try workspace.run("approve", "tiny-1", "--as", "ann")
        #expect(again.status == 0 && again.output.contains("asked before"))
        #expect(try workspace.run("resume", "tiny-1").status == 0)
        let taken = try events(workspace).filter { $0["type"]?.string == "command" }
        #expect(taken.count == 1)
        #expect(taken[0]["who"]?.string == "ann" && taken[0]["note"]?.string == "looks good")
        #expect(taken[0]["stage"]?.string == "full")
        #expect(try workspace.run("history", "tiny-1").output.contains("approve by ann: looks good"))
        #expect(try workspace.run("verify", "tiny-1").status == 0)
    }

    @Test func aRefusalRollsBack() throws {
        let workspace = try waiting()
        #expect(try workspace.run("reject", "tiny-1", "--as", "bob").status == 0)
        #expect(try workspace.run("resume", "tiny-1").status == 2)
        #expect(try workspace.run("status").output.contains("rolled_back"))
    }

    @Test(arguments: [
        (["approve", "tiny-1", "--as", "eve"], "eve is not of `risk`"),
        (["approve", "tiny-1", "--as", "anna"], "did you mean `ann`?"),
        (["approve", "tiny-1", "--as", "ann", "--stage", "canary"], "it is `full` that is to be approved"),
        (["unhold", "tiny-1"], "nobody holds the run"),
        (["promote", "tiny-1", "--note", "now"], "no stage is being watched"),
    ])
    func whatCannotBeIsRefusedAtOnce(arguments: [String], message: String) throws {
        let workspace = try waiting()
        let result = try workspace.run(arguments)
        #expect(result.status == 64)
        #expect(result.errors.hasPrefix("error[PR0360]: run `tiny-1` cannot take this: "))
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(!(try workspace.run("status", "tiny-1").output.contains("to be taken")))
    }

    @Test func whoBeganTheRunDoesNotApproveIt() throws {
        let workspace = try waiting()
        let author = try #require(try events(workspace).first?["author"]?.string)
        guard author == "root" else { return }
        let result = try workspace.run("approve", "tiny-1", "--as", author)
        #expect(result.status == 64 && result.errors.contains("whoever began it may not approve it"))
    }

    @Test(arguments: [
        ["approve", "tiny-1"], ["promote", "tiny-1"], ["hold", "tiny-1", "--note", "a\nb"],
        ["hold", "tiny-1", "--as", ""],
        ["hold", "tny-1"], ["hold"], ["execute", "tiny.yaml", "--dry-run", "--once"],
    ])
    func aWrongCommandLineIsNamed(arguments: [String]) throws {
        let workspace = try waiting()
        let result = try workspace.run(arguments)
        #expect(result.status == 64 && result.output.isEmpty && !result.errors.isEmpty)
    }

    @Test(arguments: [("rollback", "rolled_back"), ("abort", "stopped")])
    func aRunIsEnded(command: String, state: String) throws {
        let workspace = try interrupted()
        #expect(try workspace.run(command, "tiny-1", "--as", "ann", "--note", "enough").status == 0)
        let result = try workspace.run("resume", "tiny-1", "--quiet")
        #expect(result.status == 2)
        #expect(try workspace.run("status").output.contains(state))
        #expect(try events(workspace).last?["reason"]?.string?.contains("enough") == true)
        // What it has come to already need not be asked for again.
        #expect(try workspace.run(command, "tiny-1").status == 0)
        let late = try workspace.run("hold", "tiny-1")
        #expect(late.status == 64 && late.errors.contains("error[PR0361]"))
    }

    @Test func aHeldRunWaitsAndGoesOn() throws {
        let workspace = try interrupted()
        #expect(try workspace.run("hold", "tiny-1", "--as", "ann").status == 0)
        let held = try workspace.run("resume", "tiny-1", "--quiet")
        #expect(held.status == 4 && held.errors.contains("waiting for whoever holds the run"))
        #expect(try workspace.run("status").output.contains("waiting"))
        #expect(try workspace.run("unhold", "tiny-1", "--as", "ann").status == 0)
        #expect(try workspace.run("resume", "tiny-1", "--quiet").status == 0)
    }

    @Test func aWatchIsCutShort() throws {
        let workspace = try interrupted()
        #expect(try workspace.run("promote", "tiny-1", "--as", "ann", "--note", "urgent").status == 0)
        #expect(try workspace.run("resume", "tiny-1", "--quiet").status == 0)
        let routed = try #require(try events(workspace).first { $0["stage"]?.string == "full" })
        #expect((routed["at"]?.number ?? .infinity) < 1800)
    }

    /// Of gates that did not pass, nobody says that they did.
    @Test func whoPromotedTheLastStageIsNamed() throws {
        let plan = TinyPlan().replacing("every: 1m, for: 3m", "every: 10s, for: 20h")
        let workspace = try Workspace(plan: plan)
        let run = try Streaming(["execute", "tiny.yaml", "--format", "jsonl"], in: workspace)
        while let line = run.readLine(), !line.contains(#""stage":"full""#) {}
        run.send(SIGTERM)
        #expect(try run.finish().status == 143)
        #expect(try workspace.run("promote", "tiny-1", "--as", "ann", "--note", "urgent").status == 0)
        #expect(try workspace.run("resume", "tiny-1", "--quiet").status == 0)
        #expect(try events(workspace).last?["reason"]?.string == "everyone has the candidate, as ann promoted it")
    }

    /// Whoever drives the run takes it.
    @Test func aRunThatIsDrivenTakesIt() throws {
        let workspace = try Workspace(plan: Self.long)
        let run = try Streaming(["execute", "tiny.yaml", "--format", "jsonl"], in: workspace)
        for _ in 0..<8 { #expect(run.readLine() != nil) }
        let asked = try workspace.run("rollback", "tiny-1", "--as", "ann")
        #expect(asked.status == 0 && asked.output.contains("drives the run and takes it before its next step"))
        let result = try run.finish()
        #expect(result.status == 2)
        #expect(result.output.contains(#""action":"rollback","who":"ann""#))
    }

    /// A crash between the asking and the taking, and another right after it.
    @Test func noneIsLostOrTakenTwice() throws {
        let workspace = try interrupted()
        try workspace.run("hold", "tiny-1", "--as", "ann")
        for lines in [1, 2, 1] {
            try Streaming(["resume", "tiny-1", "--format", "jsonl"], in: workspace).kill(afterLines: lines, SIGKILL)
        }
        _ = try workspace.run("resume", "tiny-1", "--quiet")
        #expect(try events(workspace).count { $0["type"]?.string == "command" } == 1)
    }

    /// With another program for the records than the one that they were recorded by, nothing is promoted; the candidate can
    /// still be taken from everyone.
    @Test func aRunThatIsDecidedOtherwiseCanBeRolledBack() throws {
        let workspace = try interrupted()
        let data = try workspace.text(of: "iris.csv")
        try workspace.write(data.replacing("5.1,3.5,1.4,0.2", with: "5.1,3.5,1.4,0.3"), to: "iris.csv")
        #expect(try workspace.run("resume", "tiny-1").status == 1)
        let asked = try workspace.run("rollback", "tiny-1", "--as", "ann", "--note", "cannot go on")
        #expect(asked.status == 0 && asked.errors.contains("kept all the same"))
        let result = try workspace.run("resume", "tiny-1")
        #expect(result.status == 2)
        let end = try events(workspace).suffix(2)
        #expect(end.first?["type"]?.string == "routed" && end.first?["stage"] == nil)
        #expect(end.last?["outcome"]?.string == "rolled_back")
        #expect(try workspace.run("verify", "tiny-1").status == 0)
    }

    /// Nothing outside is changed by a replay, so that it can be taken back without the plan.
    @Test(arguments: ["", "planrun: [", "planrun: 1\n"]) func aRunWithoutItsPlanCanBeEnded(plan: String) throws {
        let workspace = try waiting()
        try workspace.write(plan, to: "tiny.yaml")
        #expect(try workspace.run("resume", "tiny-1").status == 1)
        #expect(try workspace.run("rollback", "tiny-1", "--as", "ann", "--note", "lost").status == 0)
        #expect(try workspace.run("resume", "tiny-1").status == 2)
        let end = try events(workspace).suffix(2)
        #expect(end.first?["type"]?.string == "routed" && end.first?["stage"] == nil)
        #expect(end.last?["outcome"]?.string == "rolled_back")
        #expect(end.last?["reason"]?.string == "ann asked for it: lost; the plan is not there as it was")
        #expect(try workspace.run("verify", "tiny-1").status == 0)
    }

    @Test func aRefusedStageExplainsItself() throws {
        let workspace = try waiting()
        #expect(try workspace.run("reject", "tiny-1", "--as", "bob").status == 0)
        #expect(try workspace.run("resume", "tiny-1").status == 2)
        let why = try workspace.run("why", "tiny-1", "full")
        #expect(why.status == 0 && why.output.contains("bob"))
    }

    /// A run that waits has decided what it has: the same plan decides the same.
    @Test func aRunThatWaitsIsReplayedAsFarAsItGoes() throws {
        let workspace = try waiting()
        let replay = try workspace.run("replay", "tiny-1", "--plan", "tiny.yaml")
        #expect(replay.status == 0)
        #expect(replay.output.contains("the run has not ended: what is compared goes up to 00:04:00"))
        try workspace.write(
            Self.plan.replacing("rollback_if: [accuracy < 0.4]", "rollback_if: [accuracy < 0.99]").text,
            to: "b.yaml"
        )
        #expect(try workspace.run("replay", "tiny-1", "--plan", "b.yaml").status == 2)
    }

    @Test func dryRunsAssumeAnAnswer() throws {
        let workspace = try Workspace(plan: Self.plan)
        try workspace.write(Self.plan.replacing("within: 1h,", "within: 1h, if_rejected: hold,").text, to: "held.yaml")
        for (answer, status) in [("approve", Int32(0)), ("reject", 2), ("expire", 2)] {
            for plan in ["tiny.yaml", "held.yaml"] {
                let result = try workspace.run("execute", "--dry-run", "--quiet", "--assume", answer, plan)
                #expect(result.status == status, "\(answer), \(plan)")
            }
        }
    }
}
